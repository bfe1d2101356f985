#include "widgets/plot/plot_items.h"

#include <algorithm>
#include <span>

namespace exitscope::widgets {

namespace {

/// The first place that is inside and free, else the first that is inside, else the first pushed inside.
QRectF placed(std::span<const QRectF> candidates, const QRectF& area, const std::vector<QRectF>& taken)
{
    const auto isFree = [&](const QRectF& place) {
        return std::none_of(taken.begin(), taken.end(), [&](const QRectF& other) { return other.intersects(place); });
    };
    for (const QRectF& place : candidates)
        if (area.contains(place) && isFree(place))
            return place;
    for (const QRectF& place : candidates)
        if (area.contains(place))
            return place;
    QRectF place = candidates.front();
    place.moveLeft(std::clamp(place.left(), area.left(), std::max(area.left(), area.right() - place.width())));
    place.moveTop(std::clamp(place.top(), area.top(), std::max(area.top(), area.bottom() - place.height())));
    return place;
}

} // namespace

MarksItem::MarksItem(QCustomPlot* plot, std::vector<ReferenceMark> marks, const PlotStyle& style)
    : QCPAbstractItem(plot)
    , m_marks(std::move(marks))
    , m_style(style)
{
    setSelectable(false);
}

double MarksItem::selectTest(const QPointF&, bool, QVariant*) const
{
    return -1;
}

void MarksItem::draw(QCPPainter* painter)
{
    const QRectF area(parentPlot()->axisRect()->rect());
    std::vector<QRectF> taken;
    for (const ReferenceMark& mark : m_marks)
        if (mark.kind == MarkKind::Point)
            taken.push_back(symbolBox(mark));
    for (const ReferenceMark& mark : m_marks)
        drawMark(painter, mark, area, taken);
}

QRectF MarksItem::symbolBox(const ReferenceMark& mark) const
{
    const QPointF at(parentPlot()->xAxis->coordToPixel(mark.x), parentPlot()->yAxis->coordToPixel(mark.y));
    const double half = m_style.markerPx / 2;
    return { at.x() - half, at.y() - half, 2 * half, 2 * half };
}

/// What a label of `mark` must not lie across: the lines of the others. Its own it stands beside.
std::vector<QRectF> MarksItem::linesBeside(const ReferenceMark& mark, const QRectF& area) const
{
    const double half = m_style.linePx;
    std::vector<QRectF> lines;
    for (const ReferenceMark& other : m_marks) {
        if (&other == &mark)
            continue;
        if (other.kind == MarkKind::HorizontalLine)
            lines.emplace_back(area.left(), parentPlot()->yAxis->coordToPixel(other.y) - half, area.width(), 2 * half);
        if (other.kind == MarkKind::VerticalLine)
            lines.emplace_back(parentPlot()->xAxis->coordToPixel(other.x) - half, area.top(), 2 * half, area.height());
    }
    return lines;
}

void MarksItem::drawMark(QCPPainter* painter, const ReferenceMark& mark, const QRectF& area,
    std::vector<QRectF>& taken) const
{
    const QCustomPlot* plot = parentPlot();
    const QPointF at(mark.kind == MarkKind::HorizontalLine ? area.right() : plot->xAxis->coordToPixel(mark.x),
        mark.kind == MarkKind::VerticalLine ? area.top() : plot->yAxis->coordToPixel(mark.y));
    if (!area.adjusted(-1, -1, 1, 1).contains(at))
        return;
    QPen pen = m_style.pen(mark.look);
    pen.setWidthF(m_style.linePx * 0.75);
    painter->setAntialiasing(true);
    painter->setPen(pen);
    if (mark.kind == MarkKind::HorizontalLine)
        painter->drawLine(QLineF(area.left(), at.y(), area.right(), at.y()));
    if (mark.kind == MarkKind::VerticalLine)
        painter->drawLine(QLineF(at.x(), area.bottom(), at.x(), area.top()));
    if (mark.kind == MarkKind::Point) {
        SeriesLook look = mark.look;
        look.marker = look.marker == Marker::None ? Marker::Diamond : look.marker;
        const QCPScatterStyle marker = markerStyle(look, m_style);
        marker.applyTo(painter, pen);
        marker.drawShape(painter, at);
    }
    if (mark.name.isEmpty())
        return;

    const QFont font = m_style.font(m_style.tickPx);
    const QFontMetricsF metrics(font);
    const QSizeF size(metrics.horizontalAdvance(mark.name), metrics.height());
    const double gap = m_style.unit;
    const double beside = mark.kind == MarkKind::Point ? m_style.markerPx / 2 + gap : 2 * gap;
    const auto box = [&](double x, double y) { return QRectF(QPointF(x, y), size); };
    std::vector<QRectF> candidates;
    switch (mark.kind) {
    case MarkKind::HorizontalLine:
        candidates = { box(area.right() - size.width() - gap, at.y() - size.height()),
            box(area.right() - size.width() - gap, at.y() + gap), box(area.left() + gap, at.y() - size.height()),
            box(area.left() + gap, at.y() + gap) };
        break;
    case MarkKind::VerticalLine:
        candidates = { box(at.x() + beside, area.top() + gap), box(at.x() - beside - size.width(), area.top() + gap),
            box(at.x() + beside, area.bottom() - size.height() - gap),
            box(at.x() - beside - size.width(), area.bottom() - size.height() - gap) };
        break;
    case MarkKind::Point:
        candidates = { box(at.x() + beside, at.y() - size.height() / 2),
            box(at.x() - beside - size.width(), at.y() - size.height() / 2),
            box(at.x() - size.width() / 2, at.y() - beside - size.height()),
            box(at.x() - size.width() / 2, at.y() + beside), box(at.x() + beside, at.y() - size.height() - gap),
            box(at.x() + beside, at.y() + gap), box(at.x() - beside - size.width(), at.y() - size.height() - gap),
            box(at.x() - beside - size.width(), at.y() + gap) };
        break;
    }
    std::vector<QRectF> occupied = linesBeside(mark, area);
    occupied.insert(occupied.end(), taken.begin(), taken.end());
    const QRectF place = placed(candidates, area, occupied);
    taken.push_back(place);
    painter->setFont(font);
    painter->setPen(QPen(m_style.ink(mark.look.color)));
    painter->drawText(QPointF(place.left(), place.top() + metrics.ascent()), mark.name);
}

} // namespace exitscope::widgets
