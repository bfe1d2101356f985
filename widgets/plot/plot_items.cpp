#include "widgets/plot/plot_items.h"

#include <algorithm>
#include <cmath>

namespace exitscope::widgets {

namespace {

QCPScatterStyle::ScatterShape shapeOf(Marker marker)
{
    switch (marker) {
    case Marker::None:
        return QCPScatterStyle::ssNone;
    case Marker::Disc:
    case Marker::Ring:
        return QCPScatterStyle::ssCircle;
    case Marker::Square:
        return QCPScatterStyle::ssSquare;
    case Marker::Triangle:
        return QCPScatterStyle::ssTriangle;
    case Marker::Diamond:
        return QCPScatterStyle::ssDiamond;
    case Marker::TriangleDown:
        return QCPScatterStyle::ssTriangleInverted;
    case Marker::Plus:
        return QCPScatterStyle::ssPlus;
    case Marker::Cross:
        return QCPScatterStyle::ssCross;
    }
    return QCPScatterStyle::ssNone;
}

void drawLineIcon(QCPPainter* painter, const QRectF& rect, const QPen& pen, const QCPScatterStyle& marker)
{
    painter->save();
    painter->setAntialiasing(true);
    if (pen.style() != Qt::NoPen) {
        painter->setPen(pen);
        painter->drawLine(QLineF(rect.left(), rect.center().y(), rect.right(), rect.center().y()));
    }
    if (!marker.isNone()) {
        marker.applyTo(painter, pen);
        marker.drawShape(painter, rect.center());
    }
    painter->restore();
}

/// The part of a legend's icon that an area fills: narrower than a line, lower than the text.
QRectF swatch(const QRectF& icon)
{
    return icon.adjusted(icon.width() / 6, icon.height() / 5, -icon.width() / 6, -icon.height() / 5);
}

} // namespace

QCPScatterStyle markerStyle(const SeriesLook& look, const PlotStyle& style)
{
    const QColor ink = style.ink(look.color);
    QPen pen(ink, std::max(style.linePx * 0.8, style.axisPx));
    const bool isHollow = look.marker == Marker::Ring;
    return QCPScatterStyle(shapeOf(look.marker), pen, isHollow ? QBrush(style.theme.background) : QBrush(ink),
        style.markerPx);
}

SeriesGraph::SeriesGraph(QCPAxis* x, QCPAxis* y, const Series& series, const PlotStyle& style)
    : QCPGraph(x, y)
    , m_legendPen(style.pen(series.look))
    , m_legendMarker(markerStyle(series.look, style))
{
    setName(legendText(series));
    setSelectable(QCP::stNone);
    if (series.kind == SeriesKind::Points)
        m_legendPen = QPen(Qt::NoPen);
    else if (!series.showsMarkers)
        m_legendMarker = QCPScatterStyle(QCPScatterStyle::ssNone);
}

void SeriesGraph::drawLegendIcon(QCPPainter* painter, const QRectF& rect) const
{
    drawLineIcon(painter, rect, m_legendPen, m_legendMarker);
}

SeriesCurve::SeriesCurve(QCPAxis* x, QCPAxis* y, const Series& series, const PlotStyle& style)
    : QCPCurve(x, y)
    , m_legendMarker(series.showsMarkers ? markerStyle(series.look, style)
                                         : QCPScatterStyle(QCPScatterStyle::ssNone))
{
    setName(legendText(series));
    setSelectable(QCP::stNone);
    setPen(style.pen(series.look));
}

void SeriesCurve::drawLegendIcon(QCPPainter* painter, const QRectF& rect) const
{
    drawLineIcon(painter, rect, pen(), m_legendMarker);
}

ShapePlottable::ShapePlottable(QCPAxis* x, QCPAxis* y)
    : QCPAbstractPlottable(x, y)
{
    setSelectable(QCP::stNone);
}

double ShapePlottable::selectTest(const QPointF&, bool, QVariant*) const
{
    return -1;
}

QCPRange ShapePlottable::getKeyRange(bool& foundRange, QCP::SignDomain) const
{
    foundRange = false;
    return {};
}

QCPRange ShapePlottable::getValueRange(bool& foundRange, QCP::SignDomain, const QCPRange&) const
{
    foundRange = false;
    return {};
}

void ShapePlottable::drawLegendIcon(QCPPainter*, const QRectF&) const
{
}

QRectF ShapePlottable::visibleRect(double left, double right, double bottom, double top) const
{
    const QCPRange x = keyAxis()->range();
    const QCPRange y = valueAxis()->range();
    const QPointF first = coordsToPixels(std::clamp(left, x.lower, x.upper), std::clamp(bottom, y.lower, y.upper));
    const QPointF second = coordsToPixels(std::clamp(right, x.lower, x.upper), std::clamp(top, y.lower, y.upper));
    return QRectF(first, second).normalized();
}

BarsPlottable::BarsPlottable(QCPAxis* x, QCPAxis* y, std::vector<BarRect> bars, const Series& series,
    const PlotStyle& style)
    : ShapePlottable(x, y)
    , m_bars(std::move(bars))
    , m_look(series.look)
    , m_style(style)
{
    setName(legendText(series));
    for (const QColor& color : series.colors)
        m_colors.push_back(style.scaleColor(color));
}

void BarsPlottable::draw(QCPPainter* painter)
{
    for (const BarRect& bar : m_bars) {
        const QRectF rect = visibleRect(bar.left, bar.right, bar.bottom, bar.top);
        drawBar(painter, rect, m_colors.empty() ? m_style.ink(m_look.color) : m_colors[bar.index]);
    }
}

void BarsPlottable::drawLegendIcon(QCPPainter* painter, const QRectF& rect) const
{
    drawBar(painter, swatch(rect), m_colors.empty() ? m_style.ink(m_look.color) : m_colors[m_colors.size() / 2]);
}

void BarsPlottable::drawBar(QCPPainter* painter, const QRectF& rect, const QColor& fill) const
{
    if (rect.width() <= 0 || rect.height() <= 0)
        return;
    painter->setPen(Qt::NoPen);
    painter->setBrush(fill);
    painter->drawRect(rect);
    if (m_look.dash == Dash::Solid || !m_colors.empty())
        return;
    // Hatching tells series apart without colour; lines are cut by hand because SVG output cannot clip.
    painter->setPen(QPen(textOn(fill), m_style.axisPx, Qt::SolidLine, Qt::FlatCap));
    const double step = 4 * m_style.unit;
    const bool isFalling = m_look.dash == Dash::DashDot || m_look.dash == Dash::DashDotDot;
    for (double offset = step - rect.height(); offset < rect.width(); offset += step) {
        const double from = std::max(offset, 0.0);
        const double to = std::min(offset + rect.height(), rect.width());
        const double startX = isFalling ? rect.right() - from : rect.left() + from;
        const double endX = isFalling ? rect.right() - to : rect.left() + to;
        painter->drawLine(
            QLineF(startX, rect.bottom() - (from - offset), endX, rect.bottom() - (to - offset)));
    }
}

BandPlottable::BandPlottable(QCPAxis* x, QCPAxis* y, const Series& series, const PlotStyle& style)
    : ShapePlottable(x, y)
    , m_x(series.x)
    , m_high(series.y)
    , m_low(series.low)
    , m_fill(style.ink(series.look.color))
    , m_pen(style.pen(series.look))
    , m_cap(style.px(2))
{
    setName(legendText(series));
    m_pen.setStyle(Qt::SolidLine);
    if (series.colors.empty())
        m_fill.setAlphaF(style.theme.isDark ? 0.32F : 0.22F);
    else
        m_fill = style.scaleColor(series.colors.front());
}

void BandPlottable::draw(QCPPainter* painter)
{
    if (m_x.size() == 1) {
        const QPointF high = coordsToPixels(m_x.front(), m_high.front());
        drawWhisker(painter, high.x(), high.y(), coordsToPixels(m_x.front(), m_low.front()).y(), m_cap);
        return;
    }
    QPolygonF area;
    area.reserve(static_cast<qsizetype>(2 * m_x.size()));
    for (std::size_t point = 0; point < m_x.size(); ++point)
        area << coordsToPixels(m_x[point], m_high[point]);
    for (std::size_t point = m_x.size(); point-- > 0;)
        area << coordsToPixels(m_x[point], m_low[point]);
    const QRectF visible(keyAxis()->axisRect()->rect());
    if (!visible.contains(area.boundingRect())) {
        area = area.intersected(QPolygonF(visible));
    }
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_fill);
    painter->drawPolygon(area);
}

void BandPlottable::drawWhisker(QCPPainter* painter, double x, double high, double low, double cap) const
{
    painter->setPen(m_pen);
    painter->setBrush(Qt::NoBrush);
    painter->drawLine(QLineF(x, high, x, low));
    for (const double end : { high, low })
        painter->drawLine(QLineF(x - cap, end, x + cap, end));
}

void BandPlottable::drawLegendIcon(QCPPainter* painter, const QRectF& rect) const
{
    if (m_x.size() == 1) {
        const QRectF icon = swatch(rect);
        drawWhisker(painter, icon.center().x(), icon.top(), icon.bottom(), m_cap);
        return;
    }
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_fill);
    painter->drawRect(swatch(rect));
}

CellMapPlottable::CellMapPlottable(QCPAxis* x, QCPAxis* y, CellMap cells, const PlotStyle& style)
    : ShapePlottable(x, y)
    , m_cells(std::move(cells))
    , m_values(cellRange(m_cells))
    , m_range(style.depthRange(m_cells.map))
    , m_style(style)
{
}

QRgb CellMapPlottable::colorAt(int column, int row) const
{
    const auto index = static_cast<std::size_t>(row) * static_cast<std::size_t>(m_cells.columns)
        + static_cast<std::size_t>(column);
    const double value = m_cells.values[index];
    if (!std::isfinite(value))
        return qRgba(0, 0, 0, 0);
    const double width = m_values.high - m_values.low;
    const QColor color = depthColor(m_cells.map, width > 0 ? (value - m_values.low) / width : 0, m_range);
    return (m_style.isGrey ? toGrey(color) : color).rgba();
}

void CellMapPlottable::draw(QCPPainter* painter)
{
    const bool isLinear = keyAxis()->scaleType() == QCPAxis::stLinear && valueAxis()->scaleType() == QCPAxis::stLinear;
    if (m_style.medium != Medium::Screen || !isLinear) {
        drawRuns(painter);
        return;
    }
    if (m_image.isNull()) {
        m_image = QImage(m_cells.columns, m_cells.rows, QImage::Format_ARGB32);
        for (int row = 0; row < m_cells.rows; ++row)
            for (int column = 0; column < m_cells.columns; ++column)
                m_image.setPixel(column, m_cells.rows - 1 - row, colorAt(column, row));
    }
    const double left = m_cells.xFirst - m_cells.xStep / 2;
    const double bottom = m_cells.yFirst - m_cells.yStep / 2;
    const QPointF first = coordsToPixels(left, bottom);
    const QPointF second
        = coordsToPixels(left + m_cells.columns * m_cells.xStep, bottom + m_cells.rows * m_cells.yStep);
    painter->setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter->drawImage(QRectF(first, second).normalized(), m_image);
}

void CellMapPlottable::drawRuns(QCPPainter* painter) const
{
    // A hair of overlap: viewers leave white seams between rectangles that merely touch.
    const double overlap = 0.1 * m_style.unit;
    painter->setPen(Qt::NoPen);
    for (int row = 0; row < m_cells.rows; ++row) {
        const double bottom = m_cells.yFirst + (row - 0.5) * m_cells.yStep;
        for (int column = 0; column < m_cells.columns;) {
            const QRgb color = colorAt(column, row);
            int end = column + 1;
            while (end < m_cells.columns && colorAt(end, row) == color)
                ++end;
            const double left = m_cells.xFirst + (column - 0.5) * m_cells.xStep;
            const double right = m_cells.xFirst + (end - 0.5) * m_cells.xStep;
            const QRectF rect = visibleRect(left, right, bottom, bottom + m_cells.yStep);
            if (qAlpha(color) != 0 && rect.width() > 0 && rect.height() > 0) {
                painter->setBrush(QColor::fromRgba(color));
                painter->drawRect(rect.adjusted(0, -overlap, overlap, 0));
            }
            column = end;
        }
    }
}

RingsItem::RingsItem(QCustomPlot* plot)
    : QCPAbstractItem(plot)
{
    setSelectable(false);
}

void RingsItem::setRings(std::vector<Ring> rings, const QColor& halo)
{
    m_rings = std::move(rings);
    m_halo = halo;
}

double RingsItem::selectTest(const QPointF&, bool, QVariant*) const
{
    return -1;
}

void RingsItem::draw(QCPPainter* painter)
{
    const QCustomPlot* plot = parentPlot();
    const QRectF area(plot->axisRect()->rect());
    for (const Ring& ring : m_rings) {
        const QPointF at(plot->xAxis->coordToPixel(ring.at.x()), plot->yAxis->coordToPixel(ring.at.y()));
        painter->setAntialiasing(true);
        if (ring.hasCrossHair) {
            QColor faint = ring.color;
            faint.setAlphaF(0.65F);
            painter->setPen(QPen(faint, 1, Qt::DashLine));
            painter->drawLine(QLineF(at.x(), at.y(), at.x(), area.bottom()));
            painter->drawLine(QLineF(area.left(), at.y(), at.x(), at.y()));
        }
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(m_halo, ring.widthPx + 3));
        painter->drawEllipse(at, ring.radiusPx, ring.radiusPx);
        painter->setBrush(ring.isFilled ? QBrush(ring.color) : QBrush(Qt::NoBrush));
        painter->setPen(QPen(ring.color, ring.widthPx));
        painter->drawEllipse(at, ring.radiusPx, ring.radiusPx);
    }
}

} // namespace exitscope::widgets
