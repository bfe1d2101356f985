#include "widgets/plot/legend_names.h"
#include "widgets/plot/plot_builder.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace exitscope::widgets {

namespace {

double position(double value, const QCPAxis* axis)
{
    const QCPRange range = axis->range();
    if (axis->scaleType() == QCPAxis::stLogarithmic)
        return std::log(value / range.lower) / std::log(range.upper / range.lower);
    return (value - range.lower) / range.size();
}

/// What is drawn, as points in the unit square (y upwards), thinned to a few hundred a series. `width`: of the axes, in pixels.
std::vector<QPointF> inkSamples(const QCustomPlot& plot, const PlotModel& model, int width)
{
    std::vector<QPointF> samples;
    const auto at = [&](double x, double y) { return QPointF(position(x, plot.xAxis), position(y, plot.yAxis)); };
    const auto addLine = [&](QPointF from, QPointF to) {
        constexpr int parts = 24;
        for (int part = 0; part <= parts; ++part)
            samples.push_back(from + (to - from) * (static_cast<double>(part) / parts));
    };
    for (const Series& series : model.series) {
        if (series.kind == SeriesKind::Bars || series.kind == SeriesKind::StackedBars)
            continue;
        const std::size_t step = 1 + series.x.size() / 300;
        const bool isLine = series.kind == SeriesKind::Line || series.kind == SeriesKind::StepLine;
        for (std::size_t point = 0; point < series.x.size(); point += step) {
            const QPointF here = at(series.x[point], series.y[point]);
            if (isLine && series.x.size() < 60 && point > 0)
                addLine(at(series.x[point - step], series.y[point - step]), here);
            samples.push_back(here);
            // One point of few is not to be hidden at all: it weighs as much as a stretch of a line.
            if (series.kind == SeriesKind::Points && series.x.size() < 60)
                samples.insert(samples.end(), 9, here);
            if (!series.low.empty())
                addLine(at(series.x[point], series.low[point]), here);
        }
    }
    for (const BarRect& bar : barRects(model))
        for (const double x : { bar.left, (bar.left + bar.right) / 2, bar.right })
            addLine(at(x, bar.bottom), at(x, bar.top));
    for (const ReferenceMark& mark : model.marks) {
        if (mark.kind == MarkKind::HorizontalLine)
            addLine({ 0, position(mark.y, plot.yAxis) }, { 1, position(mark.y, plot.yAxis) });
        else if (mark.kind == MarkKind::VerticalLine)
            addLine({ position(mark.x, plot.xAxis), 0 }, { position(mark.x, plot.xAxis), 1 });
        else {
            // Its name stands beside it, on the right where there is room.
            const QPointF here = at(mark.x, mark.y);
            const double name = QFontMetricsF(plot.xAxis->tickLabelFont()).horizontalAdvance(mark.name) / std::max(1, width);
            addLine(here, here + QPointF(here.x() + name <= 1 ? name : -name, 0));
        }
    }
    return samples;
}

/// The corner where a legend of this part of the area hides least, top right before the others, as readers expect;
/// nothing where every corner would hide more than a trifle.
std::optional<Qt::Alignment> quietCorner(const std::vector<QPointF>& ink, QSizeF part)
{
    const std::array<Qt::Alignment, 4> corners { Qt::AlignTop | Qt::AlignRight, Qt::AlignTop | Qt::AlignLeft,
        Qt::AlignBottom | Qt::AlignLeft, Qt::AlignBottom | Qt::AlignRight };
    std::array<std::ptrdiff_t, 4> hidden {};
    for (std::size_t corner = 0; corner < corners.size(); ++corner) {
        const double left = corners[corner].testFlag(Qt::AlignRight) ? 1 - part.width() : 0;
        const double low = corners[corner].testFlag(Qt::AlignTop) ? 1 - part.height() : 0;
        const QRectF box(left, low, part.width(), part.height());
        hidden[corner] = std::count_if(ink.begin(), ink.end(), [&](const QPointF& point) { return box.contains(point); });
    }
    const auto best = std::min_element(hidden.begin(), hidden.end());
    if (*best > static_cast<std::ptrdiff_t>(ink.size() / 100))
        return std::nullopt;
    return corners[static_cast<std::size_t>(best - hidden.begin())];
}

/// Nothing: above.
std::optional<Qt::Alignment> alignmentOf(LegendPlace place)
{
    switch (place) {
    case LegendPlace::Above:
        return std::nullopt;
    case LegendPlace::TopLeft:
        return Qt::AlignTop | Qt::AlignLeft;
    case LegendPlace::BottomLeft:
        return Qt::AlignBottom | Qt::AlignLeft;
    case LegendPlace::BottomRight:
        return Qt::AlignBottom | Qt::AlignRight;
    case LegendPlace::TopRight:
    case LegendPlace::None:
    case LegendPlace::Best:
    case LegendPlace::Right:
        break;
    }
    return Qt::AlignTop | Qt::AlignRight;
}

/// What an entry takes beside its name.
int beyondTheName(const QCPLegend& legend, const PlotStyle& style)
{
    return legend.iconSize().width() + legend.iconTextPadding() + style.px(2);
}

/// Gives every entry its name again, as it fits into `width` pixels for the whole entry.
void nameEntries(QCustomPlot& plot, const Drawable& drawable, const PlotStyle& style, int width, int lines)
{
    std::vector<QCPAbstractPlottable*> entries;
    std::vector<QString> names;
    for (int index = 0; index < plot.legend->itemCount(); ++index) {
        auto* item = qobject_cast<QCPPlottableLegendItem*>(plot.legend->item(index));
        const Series* series = item ? drawable.model.find(item->plottable()->objectName()) : nullptr;
        if (!series)
            continue;
        entries.push_back(item->plottable());
        names.push_back(legendText(*series));
    }
    constexpr std::size_t mostOfTwoLines = 24; // of more nobody reads the whole name, and trying every break takes its time
    const double room = std::max(1, width - beyondTheName(*plot.legend, style));
    const auto fitted = fittedNames(
        names, QFontMetricsF(plot.legend->font()), room, names.size() > mostOfTwoLines ? 1 : lines);
    for (std::size_t place = 0; place < entries.size(); ++place)
        entries[place]->setName(fitted[place]);
}

void setColumns(QCPLegend& legend, int columns)
{
    legend.setFillOrder(QCPLegend::foColumnsFirst, false);
    legend.setWrap(std::clamp(columns, 1, std::max(1, legend.itemCount())));
    legend.setFillOrder(QCPLegend::foColumnsFirst, true);
}

/// So many columns as have room; where the entries would then take more than two fifths of the height, more and narrower
/// columns of one line, as long as a name is still something to read.
void moveAbove(QCustomPlot& plot, const Drawable& drawable, const PlotStyle& style, QSize size)
{
    QCPLegend* legend = plot.legend;
    const QMargins around = legend->margins();
    const int room = size.width() - around.left() - around.right() - style.px(6);
    const auto widest = [legend] {
        int width = 1;
        for (int item = 0; item < legend->itemCount(); ++item)
            width = std::max(width, legend->item(item)->minimumOuterSizeHint().width() + legend->columnSpacing());
        return width;
    };
    nameEntries(plot, drawable, style, room, 2);
    int columns = std::clamp(room / widest(), 1, std::max(1, legend->itemCount()));
    setColumns(*legend, columns);
    const int least = beyondTheName(*legend, style) + style.px(8 * 6); // some six letters
    while (legend->minimumOuterSizeHint().height() > 2 * size.height() / 5 && columns < legend->itemCount()
        && room / (columns + 1) - legend->columnSpacing() >= least) {
        ++columns;
        nameEntries(plot, drawable, style, room / columns - legend->columnSpacing(), 1);
        setColumns(*legend, columns);
    }
    legend->layout()->take(legend);
    plot.plotLayout()->insertRow(0);
    plot.plotLayout()->addElement(0, 0, legend);
    plot.plotLayout()->setRowStretchFactor(0, 0.001);
    plot.plotLayout()->setRowStretchFactor(1, 1);
}

void moveBeside(QCustomPlot& plot)
{
    // In a grid of its own with an empty row below, or its entries would be spread over the whole height.
    QCPLegend* legend = plot.legend;
    legend->layout()->take(legend);
    auto* holder = new QCPLayoutGrid;
    const int column = plot.plotLayout()->columnCount();
    plot.plotLayout()->addElement(0, column, holder);
    holder->addElement(0, 0, legend);
    holder->expandTo(2, 1);
    holder->setRowStretchFactor(0, 0.001);
    plot.plotLayout()->setColumnStretchFactor(column, 0.001);
}

void placeLegend(QCustomPlot& plot, const Drawable& drawable, const PlotStyle& style, QSize area, QSize size)
{
    QCPLegend* legend = plot.legend;
    bringLegendHome(plot);
    legend->setWrap(0);
    legend->setFillOrder(QCPLegend::foRowsFirst, true);
    if (!legend->visible())
        return;
    const QMargins around = legend->margins();
    const auto name = [&](int width) {
        nameEntries(plot, drawable, style, width, 2);
        if (legend->minimumOuterSizeHint().height() > area.height())
            nameEntries(plot, drawable, style, width, 1);
    };
    if (style.legend == LegendPlace::Right) {
        name(2 * size.width() / 5);
        return moveBeside(plot);
    }
    std::optional<Qt::Alignment> corner = alignmentOf(style.legend);
    if (style.legend != LegendPlace::Above)
        name(area.width() - around.left() - around.right());
    if (style.legend == LegendPlace::Best) {
        const QSizeF wanted = legend->minimumOuterSizeHint();
        const QSizeF part(std::min(1.0, wanted.width() / std::max(1, area.width())),
            std::min(1.0, wanted.height() / std::max(1, area.height())));
        corner = quietCorner(inkSamples(plot, drawable.model, area.width()), part);
    }
    if (!corner)
        return moveAbove(plot, drawable, style, size);
    plot.axisRect()->insetLayout()->setInsetAlignment(0, *corner);
}

} // namespace

void arrangePlot(QCustomPlot& plot, const Drawable& drawable, const PlotStyle& style, QSize size)
{
    // Margins are not known before the layout; text sizes tell well enough what they will take.
    const QSize area(std::max(1, size.width() - style.px(40)), std::max(1, size.height() - style.px(30)));
    const auto fitting = [](double length, double each) {
        return std::clamp(static_cast<int>(length / each), 2, 9);
    };
    plot.xAxis->ticker()->setTickCount(fitting(area.width(), style.tickPx * 6));
    plot.yAxis->ticker()->setTickCount(fitting(area.height(), style.tickPx * 3.2));
    placeLegend(plot, drawable, style, area, size);
}

} // namespace exitscope::widgets
