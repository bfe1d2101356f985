#include "widgets/plot/plot_items.h"
#include "widgets/plot/polyline.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

namespace exitscope::widgets {

namespace {

constexpr std::size_t mostInk = 6000; ///< points of all lines: what can be looked through at every repaint

/// What is drawn, as lines in data coordinates, thinned evenly; markers as lines of one point. Bands are too faint to hide a name.
std::vector<std::vector<QPointF>> inkOf(const PlotModel& model)
{
    std::vector<std::vector<QPointF>> ink;
    if (model.marks.empty())
        return ink;
    const std::size_t most = std::max<std::size_t>(16, mostInk / std::max<std::size_t>(1, model.series.size()));
    for (const Series& series : model.series) {
        std::vector<QPointF> line;
        if (series.kind == SeriesKind::StepLine) {
            line = stepCorners(series.x, series.y, series.step);
        } else if (series.kind == SeriesKind::Line || series.kind == SeriesKind::Points) {
            for (std::size_t point = 0; point < series.x.size(); ++point)
                line.emplace_back(series.x[point], series.y[point]);
        }
        const std::size_t step = 1 + line.size() / most;
        std::vector<QPointF> thinned;
        for (std::size_t point = 0; point < line.size(); point += step)
            thinned.push_back(line[point]);
        if (step > 1)
            thinned.push_back(line.back());
        const bool hasMarkers = series.kind == SeriesKind::Points || (series.showsMarkers && series.x.size() <= 60);
        for (std::size_t point = 0; hasMarkers && point < series.x.size(); point += 1 + series.x.size() / most)
            ink.push_back({ { series.x[point], series.y[point] } });
        if (series.kind != SeriesKind::Points && !thinned.empty())
            ink.push_back(std::move(thinned));
    }
    for (const BarRect& bar : barRects(model))
        ink.push_back({ { bar.left, bar.bottom }, { bar.left, bar.top }, { bar.right, bar.top }, { bar.right, bar.bottom } });
    return ink;
}

bool crosses(const QRectF& box, QPointF from, QPointF to)
{
    const bool mayCross = std::max(from.x(), to.x()) >= box.left() && std::min(from.x(), to.x()) <= box.right()
        && std::max(from.y(), to.y()) >= box.top() && std::min(from.y(), to.y()) <= box.bottom();
    return mayCross && !clippedLine({ from, to }, box).empty();
}

/// How many pieces of lines, and markers of `radius`, lie in a box.
int hitsIn(const QRectF& box, const std::vector<QPolygonF>& ink, double radius)
{
    const QRectF around = box.adjusted(-radius, -radius, radius, radius);
    int hits = 0;
    for (const QPolygonF& line : ink) {
        if (line.size() == 1)
            hits += around.contains(line.front()) ? 1 : 0;
        for (qsizetype point = 1; point < line.size(); ++point)
            hits += crosses(box, line[point - 1], line[point]) ? 1 : 0;
    }
    return hits;
}

struct Choice
{
    QRectF place;
    bool isClear = false;
};

/// The first place that is inside, free of names and clear of lines; else the free one with the fewest lines, else the first
/// inside, else the first pushed inside.
Choice placed(std::span<const QRectF> candidates, const QRectF& area, const std::vector<QRectF>& taken,
    const std::vector<QPolygonF>& ink, const PlotStyle& style)
{
    const auto isFree = [&](const QRectF& place) {
        return std::none_of(taken.begin(), taken.end(), [&](const QRectF& other) { return other.intersects(place); });
    };
    std::optional<QRectF> best;
    int fewest = 0;
    for (const QRectF& place : candidates) {
        if (!area.contains(place) || !isFree(place))
            continue;
        const int hits = hitsIn(place.adjusted(-style.linePx, 0, style.linePx, 0), ink, style.markerPx / 2);
        if (hits == 0)
            return { place, true };
        if (!best || hits < fewest) {
            best = place;
            fewest = hits;
        }
    }
    if (best)
        return { *best, false };
    for (const QRectF& place : candidates)
        if (area.contains(place))
            return { place, false };
    QRectF place = candidates.front();
    place.moveLeft(std::clamp(place.left(), area.left(), std::max(area.left(), area.right() - place.width())));
    place.moveTop(std::clamp(place.top(), area.top(), std::max(area.top(), area.bottom() - place.height())));
    return { place, false };
}

} // namespace

MarksItem::MarksItem(QCustomPlot* plot, const PlotModel& model, const PlotStyle& style)
    : QCPAbstractItem(plot)
    , m_marks(model.marks)
    , m_ink(inkOf(model))
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
    if (m_marks.empty())
        return;
    const QRectF area(parentPlot()->axisRect()->rect());
    std::vector<QPolygonF> ink;
    for (const auto& line : m_ink) {
        QPolygonF pixels;
        pixels.reserve(static_cast<qsizetype>(line.size()));
        for (const QPointF& point : line)
            pixels << QPointF(parentPlot()->xAxis->coordToPixel(point.x()), parentPlot()->yAxis->coordToPixel(point.y()));
        ink.push_back(std::move(pixels));
    }
    std::vector<QRectF> taken;
    if (const QCPLegend* legend = parentPlot()->legend; legend->visible() && area.intersects(QRectF(legend->outerRect())))
        taken.emplace_back(legend->outerRect());
    for (const ReferenceMark& mark : m_marks)
        if (mark.kind == MarkKind::Point)
            taken.push_back(symbolBox(mark));
    // Every line lies below every name.
    for (const ReferenceMark& mark : m_marks)
        drawLine(painter, mark, area);
    for (const ReferenceMark& mark : m_marks)
        drawName(painter, mark, area, ink, taken);
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

QPointF MarksItem::placeOf(const ReferenceMark& mark, const QRectF& area) const
{
    return { mark.kind == MarkKind::HorizontalLine ? area.right() : parentPlot()->xAxis->coordToPixel(mark.x),
        mark.kind == MarkKind::VerticalLine ? area.top() : parentPlot()->yAxis->coordToPixel(mark.y) };
}

void MarksItem::drawLine(QCPPainter* painter, const ReferenceMark& mark, const QRectF& area) const
{
    const QPointF at = placeOf(mark, area);
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
}

/// Where a name of `size` may stand, best first: at a line's end, then along it; around a point.
std::vector<QRectF> MarksItem::candidates(const ReferenceMark& mark, const QRectF& area, QSizeF size) const
{
    const QPointF at = placeOf(mark, area);
    const double gap = m_style.unit;
    const double beside = mark.kind == MarkKind::Point ? m_style.markerPx / 2 + gap : 2 * gap;
    const auto box = [&](double x, double y) { return QRectF(QPointF(x, y), size); };
    constexpr std::array<double, 5> along { 1, 0, 0.75, 0.5, 0.25 };
    std::vector<QRectF> boxes;
    switch (mark.kind) {
    case MarkKind::HorizontalLine:
        for (const double share : along) {
            const double x = area.left() + gap + share * (area.width() - size.width() - 2 * gap);
            boxes.push_back(box(x, at.y() - size.height() - gap / 2));
            boxes.push_back(box(x, at.y() + gap));
        }
        break;
    case MarkKind::VerticalLine:
        for (const double share : along) {
            const double y = area.bottom() - gap - size.height() - share * (area.height() - size.height() - 2 * gap);
            boxes.push_back(box(at.x() + beside, y));
            boxes.push_back(box(at.x() - beside - size.width(), y));
        }
        break;
    case MarkKind::Point:
        boxes = { box(at.x() + beside, at.y() - size.height() / 2),
            box(at.x() - beside - size.width(), at.y() - size.height() / 2),
            box(at.x() - size.width() / 2, at.y() - beside - size.height()),
            box(at.x() - size.width() / 2, at.y() + beside), box(at.x() + beside, at.y() - size.height() - gap),
            box(at.x() + beside, at.y() + gap), box(at.x() - beside - size.width(), at.y() - size.height() - gap),
            box(at.x() - beside - size.width(), at.y() + gap) };
        // Above and below with one end at the point, or as far as the border lets it.
        for (const double y : { at.y() - beside - size.height(), at.y() + beside })
            for (const double x : { at.x() - size.width() + beside, at.x() - beside,
                     std::clamp(at.x() - size.width() / 2, area.left(), std::max(area.left(), area.right() - size.width())) })
                boxes.push_back(box(x, y));
        break;
    }
    return boxes;
}

void MarksItem::drawName(QCPPainter* painter, const ReferenceMark& mark, const QRectF& area,
    const std::vector<QPolygonF>& ink, std::vector<QRectF>& taken) const
{
    if (mark.name.isEmpty() || !area.adjusted(-1, -1, 1, 1).contains(placeOf(mark, area)))
        return;
    const QFont font = m_style.font(m_style.tickPx);
    const QFontMetricsF metrics(font);
    const QString name = metrics.elidedText(mark.name, Qt::ElideMiddle, area.width() - 2 * m_style.unit);
    const QSizeF size(metrics.horizontalAdvance(name), metrics.height());
    std::vector<QRectF> occupied = linesBeside(mark, area);
    occupied.insert(occupied.end(), taken.begin(), taken.end());
    const Choice choice = placed(candidates(mark, area, size), area, occupied, ink, m_style);
    taken.push_back(choice.place);
    if (!choice.isClear) { // words that a line runs through cannot be read: the line stops beside them
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_style.theme.background);
        painter->drawRect(choice.place.adjusted(-m_style.linePx, metrics.descent() / 2, m_style.linePx, -metrics.descent() / 2));
        painter->setBrush(Qt::NoBrush);
    }
    painter->setFont(font);
    painter->setPen(QPen(m_style.ink(mark.look.color)));
    painter->drawText(QPointF(choice.place.left(), choice.place.top() + metrics.ascent()), name);
}

} // namespace exitscope::widgets
