#pragma once

#include <QHash>
#include <QPainter>
#include <QPixmap>

namespace exitscope::widgets {

/// Small antialiased shapes, drawn once for each look and copied from then on: stroking a cross costs as much as a row of
/// text, and a screen of a heat map has hundreds of the same.
class Stamps
{
public:
    struct Look
    {
        int shape = 0; ///< whichever numbers tell the caller's shapes apart
        QRgb ink = 0, fill = 0;
        QSize size;

        friend bool operator==(const Look&, const Look&) = default;
        friend size_t qHash(const Look& look, size_t seed = 0)
        {
            return qHashMulti(seed, look.shape, look.ink, look.fill, look.size.width(), look.size.height());
        }
    };

    /// What `draw` draws with a painter whose origin is the top left of `area`, which has the size of `look`.
    template <typename Draw> void draw(QPainter& painter, const QRect& area, const Look& look, Draw draw)
    {
        const qreal ratio = painter.device()->devicePixelRatioF();
        if (ratio != m_ratio || m_stamps.size() > most) {
            m_stamps.clear();
            m_ratio = ratio;
        }
        auto stamp = m_stamps.find(look);
        if (stamp == m_stamps.end()) {
            QPixmap made(area.size() * ratio);
            made.setDevicePixelRatio(ratio);
            made.fill(Qt::transparent);
            QPainter into(&made);
            into.setRenderHint(QPainter::Antialiasing);
            draw(into);
            into.end();
            stamp = m_stamps.insert(look, std::move(made));
        }
        painter.drawPixmap(area.topLeft(), *stamp);
    }

private:
    static constexpr qsizetype most = 4000; ///< slack has a colour for every row

    QHash<Look, QPixmap> m_stamps;
    qreal m_ratio = 0;
};

} // namespace exitscope::widgets
