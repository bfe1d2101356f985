#include "widgets/plot/hover_card.h"

#include <QPainter>

#include <algorithm>

namespace exitscope::widgets {

HoverCard::HoverCard(QWidget* parent)
    : QLabel(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setTextFormat(Qt::RichText);
    setForegroundRole(QPalette::ToolTipText);
    const int margin = fontMetrics().height() / 2;
    setContentsMargins(margin, margin / 2, margin, margin / 2);
    hide();
}

void HoverCard::showAt(const QPoint& anchor, const QString& text)
{
    if (text != m_text) {
        m_text = text;
        const qsizetype end = text.indexOf(QLatin1Char('\n'));
        const QString first = (end < 0 ? text : text.left(end)).toHtmlEscaped();
        QString rest = end < 0 ? QString() : text.mid(end).toHtmlEscaped();
        rest.replace(QLatin1Char('\n'), QLatin1String("<br>"));
        setText(QStringLiteral("<p style=\"white-space:pre\"><b>") + first + QStringLiteral("</b>") + rest
            + QStringLiteral("</p>"));
        adjustSize();
    }
    const int gap = fontMetrics().height();
    const QRect room = parentWidget()->rect();
    QPoint place = anchor + QPoint(gap, -height() - gap / 2);
    if (place.x() + width() > room.right())
        place.setX(anchor.x() - gap - width());
    if (place.y() < room.top())
        place.setY(anchor.y() + gap);
    place.setX(std::clamp(place.x(), 0, std::max(0, room.width() - width())));
    place.setY(std::clamp(place.y(), 0, std::max(0, room.height() - height())));
    move(place);
    show();
    raise();
}

QString HoverCard::plainText() const
{
    return isHidden() ? QString() : m_text;
}

void HoverCard::paintEvent(QPaintEvent* event)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor edge = palette().color(QPalette::ToolTipText);
    edge.setAlphaF(0.35F);
    painter.setPen(edge);
    painter.setBrush(palette().color(QPalette::ToolTipBase));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.end();
    QLabel::paintEvent(event);
}

} // namespace exitscope::widgets
