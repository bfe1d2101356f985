#include "widgets/theme/check_frames.h"

#include "widgets/theme/palette.h"

#include <QPainter>
#include <QStyleOption>

namespace exitscope::widgets {

namespace {

/// As quiet as words that stand back; nothing where the style's own frame is legible.
QColor frameColor(const QPalette& palette)
{
    const QColor base = palette.color(QPalette::Base);
    const QColor text = palette.color(QPalette::Text);
    return text.lightness() > base.lightness() ? quietColor(text, base) : QColor();
}

} // namespace

void CheckFrames::drawPrimitive(
    PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    const bool isRound = element == PE_IndicatorRadioButton;
    if (!isRound && element != PE_IndicatorCheckBox)
        return;
    const QColor color = frameColor(option->palette);
    if (!color.isValid())
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing, isRound);
    painter->setPen(color);
    painter->setBrush(Qt::NoBrush);
    const QRect frame = option->rect.adjusted(0, 0, -1, -1);
    if (isRound)
        painter->drawEllipse(frame);
    else
        painter->drawRect(frame);
    painter->restore();
}

} // namespace exitscope::widgets
