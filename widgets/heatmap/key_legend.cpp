#include "widgets/heatmap/key_legend.h"

#include "widgets/theme/palette.h"

#include <QPainter>

#include <algorithm>

namespace exitscope::widgets {

KeyLegend::KeyLegend(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("Meaning of the colours"));
}

void KeyLegend::setEntries(std::vector<Entry> entries)
{
    if (entries == m_entries)
        return;
    m_entries = std::move(entries);
    QStringList words;
    for (const Entry& entry : m_entries)
        words << (entry.sign.isEmpty() ? entry.text : entry.sign + QLatin1Char(' ') + entry.text);
    setToolTip(words.join(QLatin1Char('\n')));
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

int KeyLegend::boxWidth() const
{
    int widest = fontMetrics().height();
    for (const Entry& entry : m_entries)
        widest = std::max(widest, fontMetrics().horizontalAdvance(entry.sign) + fontMetrics().height() / 2);
    return widest;
}

int KeyLegend::entryWidth(const Entry& entry) const
{
    return boxWidth() + fontMetrics().horizontalAdvance(entry.text) + fontMetrics().height();
}

QSize KeyLegend::sizeHint() const
{
    int width = 0;
    for (const Entry& entry : m_entries)
        width += entryWidth(entry);
    return { width, fontMetrics().height() * 3 / 2 };
}

QSize KeyLegend::minimumSizeHint() const
{
    return { m_entries.empty() ? 0 : boxWidth(), fontMetrics().height() * 3 / 2 };
}

void KeyLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const int box = boxWidth();
    const int gap = fontMetrics().height() / 4;
    int left = 0;
    for (const Entry& entry : m_entries) {
        const int room = width() - left - box - gap;
        if (room < gap)
            break;
        const QRect frame(left, 1, box, height() - 3);
        painter.fillRect(frame, entry.color);
        painter.setPen(textOn(entry.color));
        painter.drawText(frame, Qt::AlignCenter, entry.sign);
        QColor edge = palette().color(QPalette::WindowText);
        edge.setAlphaF(0.45F);
        painter.setPen(edge);
        painter.drawRect(frame);
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(QRect(left + box + gap, 0, room, height()), Qt::AlignLeft | Qt::AlignVCenter,
            fontMetrics().elidedText(entry.text, Qt::ElideRight, room));
        left += entryWidth(entry);
    }
}

} // namespace exitscope::widgets
