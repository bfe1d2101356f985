#include "widgets/heatmap/token_painter.h"

#include "widgets/theme/palette.h"

#include <QPainter>

#include <algorithm>

namespace exitscope::widgets {

QColor tokenColor(const TokenTextSource& source, std::int64_t unit, HeatLayer layer, const std::vector<QColor>& depths,
    DepthRange slack)
{
    if (layer == HeatLayer::Lens && source.hasLens())
        return lensColor(source.lens(unit).lens);
    if (layer == HeatLayer::Slack)
        return slackColor(source.slack(unit), slack);
    const auto last = static_cast<int>(depths.size()) - 1;
    return depths[static_cast<std::size_t>(std::clamp(source.exitOf(unit), 0, last))];
}

QString tokenNumber(const TokenTextSource& source, std::int64_t unit)
{
    return QString::number(source.layer(source.exitOf(unit))) + lensSign(source.lens(unit));
}

void TokenPainter::draw(QPainter& painter, const TokenTextSource& source, const TokenBlock& block, int top, int from, int to,
    const Marks& marks) const
{
    if (!block.heading.isEmpty() && !block.boxes.empty() && top >= from - block.height) {
        const QRect heading(0, top, gutter, painter.fontMetrics().height() + 2 * textTop);
        painter.setPen(quietColor(palette.color(QPalette::Text), palette.color(QPalette::Base)));
        painter.drawText(heading, Qt::AlignRight | Qt::AlignVCenter,
            painter.fontMetrics().elidedText(block.heading, Qt::ElideLeft, gutter));
    }
    for (const TokenBox& box : block.boxes) {
        const QRect rect = box.rect.translated(0, top);
        if (rect.bottom() >= from && rect.top() <= to)
            drawBox(painter, source, box, rect, marks);
    }
}

void TokenPainter::drawBox(QPainter& painter, const TokenTextSource& source, const TokenBox& box, const QRect& rect,
    const Marks& marks) const
{
    QColor ink = palette.color(QPalette::Text);
    const bool isUnit = box.unit >= 0;
    const bool isKept = isUnit && source.isKept(box.unit);
    if (isKept && source.hasDepths()) {
        const QColor color = tokenColor(source, box.unit, options.layer, depths, slack);
        const auto depth = static_cast<std::size_t>(std::clamp(source.exitOf(box.unit), 0, static_cast<int>(depths.size()) - 1));
        ink = color == depths[depth] ? inks[depth] : textOn(color);
        painter.fillRect(rect, color);
    } else if (!isKept) {
        ink = quietColor(ink, palette.color(QPalette::Base));
    }
    if (box.isFound) {
        painter.fillRect(rect.adjusted(1, 1, -1, -1), foundColor());
        ink = textOn(foundColor());
    }
    painter.setPen(ink);
    const int textLeft = rect.left() + std::max(0, (rect.width() - static_cast<int>(box.text->size().width())) / 2);
    const bool isCut = box.text->size().width() > rect.width();
    if (isCut) {
        painter.save();
        painter.setClipRect(rect, Qt::IntersectClip);
    }
    painter.drawStaticText(textLeft, rect.top() + textTop, *box.text);
    if (isCut)
        painter.restore();
    if (!isUnit)
        return;
    if (numberHeight > 0) {
        const QFont usual = painter.font();
        painter.setFont(numbers);
        painter.drawText(QRect(rect.left(), rect.bottom() - numberHeight, rect.width(), numberHeight), Qt::AlignCenter,
            tokenNumber(source, box.unit));
        painter.setFont(usual);
    }
    if (options.showsAgreement && source.agrees(box.unit))
        painter.fillRect(QRect(rect.left() + 1, rect.bottom() - 1, rect.width() - 2, 2), ink);
    if (options.marksDifferences)
        drawDifference(painter, source.lens(box.unit), rect, ink);
    const bool isSelected = marks.selected && (*marks.selected)[static_cast<std::size_t>(box.unit)];
    if (isSelected || (box.unit == marks.current && marks.hasFocus)) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(palette.color(QPalette::Base), 1));
        painter.drawRect(rect.adjusted(0, 0, -1, -1));
        painter.setPen(QPen(palette.color(isSelected ? QPalette::Highlight : QPalette::Text), 2,
            box.unit == marks.current && marks.hasFocus ? Qt::DotLine : Qt::SolidLine));
        painter.drawRect(rect.adjusted(-1, -1, 0, 0));
    }
}

/// A frame inside the box where the other leaves elsewhere; its upper right corner is filled where the answer differs.
void TokenPainter::drawDifference(QPainter& painter, const LensMark& mark, const QRect& rect, const QColor& ink)
{
    const QRectF inside = QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5);
    if (mark.lens == Lens::Earlier || mark.lens == Lens::Later) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(ink, 1.5, mark.lens == Lens::Earlier ? Qt::SolidLine : Qt::DashLine));
        painter.drawRect(inside);
    }
    if (mark.isChanged) {
        const double side = std::min(inside.width(), inside.height()) / 3;
        const QPointF corner = inside.topRight();
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        painter.drawPolygon(QPolygonF { corner, corner - QPointF(side, 0), corner + QPointF(0, side) });
    }
}

} // namespace exitscope::widgets
