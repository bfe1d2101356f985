#include "widgets/plot/plot_model.h"

#include "core/error.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace exitscope::widgets {

namespace {

struct PlotText
{
    Q_DECLARE_TR_FUNCTIONS(PlotText)
};

bool isBar(const Series& series)
{
    return series.kind == SeriesKind::Bars || series.kind == SeriesKind::StackedBars;
}

void checkSeries(const Series& series)
{
    const std::size_t count = series.x.size();
    const bool isBand = series.kind == SeriesKind::Band;
    const bool agrees = series.y.size() == count && series.low.size() == (isBand ? count : 0)
        && (series.keys.empty() || series.keys.size() == count)
        && (series.colors.empty() || series.colors.size() == count);
    if (!agrees)
        throw InputError("plot series \"" + series.id.toStdString() + "\" has columns of different lengths");
}

void checkModel(const PlotModel& model)
{
    QSet<QString> ids;
    for (const Series& series : model.series) {
        if (ids.contains(series.id))
            throw InputError("plot series \"" + series.id.toStdString() + "\" is there twice");
        ids.insert(series.id);
        checkSeries(series);
    }
    if (!model.cells)
        return;
    const CellMap& cells = *model.cells;
    const bool isShaped = cells.columns > 0 && cells.rows > 0
        && cells.values.size() == static_cast<std::size_t>(cells.columns) * static_cast<std::size_t>(cells.rows)
        && cells.xStep > 0 && cells.yStep > 0 && (cells.words.empty() || cells.words.size() == cells.values.size());
    if (!isShaped)
        throw InputError("a cell map has " + std::to_string(cells.values.size()) + " values for "
            + std::to_string(cells.rows) + " rows of " + std::to_string(cells.columns));
}

enum class Fate { Kept, NotFinite, NotPositive };

Fate fateOf(const PlotModel& model, const Series& series, std::size_t point)
{
    const double x = series.x[point];
    const double y = series.y[point];
    const double low = series.low.empty() ? y : series.low[point];
    if (!std::isfinite(x) || !std::isfinite(y) || !std::isfinite(low))
        return Fate::NotFinite;
    const bool tooLow = model.y.scale == Scale::Log && std::min(y, low) <= 0;
    return tooLow || (model.x.scale == Scale::Log && x <= 0) ? Fate::NotPositive : Fate::Kept;
}

template <typename Value>
void keepOnly(std::vector<Value>& values, const std::vector<int>& origin)
{
    if (values.empty())
        return;
    std::vector<Value> kept;
    kept.reserve(origin.size());
    for (const int point : origin)
        kept.push_back(values[static_cast<std::size_t>(point)]);
    values = std::move(kept);
}

/// Grows by what it is shown.
struct Extent
{
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    void add(double value)
    {
        low = std::min(low, value);
        high = std::max(high, value);
    }
};

Range withMargin(Extent extent, Scale scale, double margin)
{
    if (extent.low > extent.high)
        return scale == Scale::Log ? Range { 1, 10 } : Range { 0, 1 };
    if (scale == Scale::Log) {
        const double factor
            = extent.low == extent.high ? 2.0 : std::pow(extent.high / extent.low, margin);
        return { extent.low / factor, extent.high * factor };
    }
    const double width = extent.high - extent.low;
    const double alone = extent.low != 0 ? std::abs(extent.low) * 0.05 : 0.5;
    const double pad = width > 0 ? width * margin : alone;
    return { extent.low - pad, extent.high + pad };
}

constexpr double fitMargin = 0.05;

} // namespace

const Series* PlotModel::find(const QString& id) const
{
    const auto found = std::find_if(series.begin(), series.end(), [&](const Series& one) { return one.id == id; });
    return found == series.end() ? nullptr : &*found;
}

Drawable drawable(const PlotModel& model)
{
    checkModel(model);
    Drawable plot { .model = model, .origin = {}, .leftOutByLog = 0, .leftOutNotFinite = 0 };
    for (Series& series : plot.model.series) {
        std::vector<int> origin;
        origin.reserve(series.x.size());
        for (std::size_t point = 0; point < series.x.size(); ++point) {
            const Fate fate = fateOf(model, series, point);
            if (fate == Fate::Kept)
                origin.push_back(static_cast<int>(point));
            plot.leftOutByLog += fate == Fate::NotPositive ? 1 : 0;
            plot.leftOutNotFinite += fate == Fate::NotFinite ? 1 : 0;
        }
        if (origin.size() != series.x.size()) {
            keepOnly(series.x, origin);
            keepOnly(series.y, origin);
            keepOnly(series.low, origin);
            keepOnly(series.keys, origin);
            keepOnly(series.colors, origin);
        }
        plot.origin.push_back(std::move(origin));
    }
    std::erase_if(plot.model.marks, [&](const ReferenceMark& mark) {
        const bool needsX = mark.kind != MarkKind::HorizontalLine;
        const bool needsY = mark.kind != MarkKind::VerticalLine;
        const bool isFinite = (!needsX || std::isfinite(mark.x)) && (!needsY || std::isfinite(mark.y));
        const bool isAbove = (!needsX || model.x.scale == Scale::Linear || mark.x > 0)
            && (!needsY || model.y.scale == Scale::Linear || mark.y > 0);
        plot.leftOutNotFinite += isFinite ? 0 : 1;
        plot.leftOutByLog += isFinite && !isAbove ? 1 : 0;
        return !isFinite || !isAbove;
    });
    return plot;
}

QString leftOutNote(const Drawable& plot)
{
    QStringList sentences;
    if (plot.leftOutByLog > 0)
        sentences << PlotText::tr("%n point(s) left out: a logarithmic axis cannot show values of 0 or less.", nullptr,
            static_cast<int>(plot.leftOutByLog));
    if (plot.leftOutNotFinite > 0)
        sentences << PlotText::tr("%n point(s) left out: not a number.", nullptr,
            static_cast<int>(plot.leftOutNotFinite));
    return sentences.join(QLatin1Char(' '));
}

std::vector<BarRect> barRects(const PlotModel& model)
{
    // Plain bars at one x stand side by side; all stacked ones share a slot of their own width.
    const auto plain = std::count_if(model.series.begin(), model.series.end(),
        [](const Series& series) { return series.kind == SeriesKind::Bars; });
    std::vector<BarRect> bars;
    std::map<double, double> stackTop;
    std::map<double, double> stackBottom;
    int slot = 0;
    for (std::size_t index = 0; index < model.series.size(); ++index) {
        const Series& series = model.series[index];
        if (!isBar(series))
            continue;
        const bool isStacked = series.kind == SeriesKind::StackedBars;
        const double width = isStacked ? series.barWidth : series.barWidth / static_cast<double>(plain);
        const double offset = isStacked ? 0 : (slot - (static_cast<double>(plain) - 1) / 2) * width;
        slot += isStacked ? 0 : 1;
        for (std::size_t point = 0; point < series.x.size(); ++point) {
            double bottom = 0;
            if (isStacked) {
                double& level = series.y[point] < 0 ? stackBottom[series.x[point]] : stackTop[series.x[point]];
                bottom = level;
                level += series.y[point];
            }
            const double centre = series.x[point] + offset;
            bars.push_back({ .series = index,
                .index = point,
                .left = centre - width / 2,
                .right = centre + width / 2,
                .bottom = bottom,
                .top = bottom + series.y[point] });
        }
    }
    return bars;
}

Range fittedX(const Drawable& plot)
{
    const PlotModel& model = plot.model;
    if (model.x.range)
        return *model.x.range;
    Extent extent;
    for (const Series& series : model.series) {
        if (isBar(series))
            continue;
        for (const double x : series.x)
            extent.add(x);
    }
    for (const BarRect& bar : barRects(model)) {
        extent.add(bar.left);
        extent.add(bar.right);
    }
    for (const ReferenceMark& mark : model.marks)
        if (mark.kind != MarkKind::HorizontalLine)
            extent.add(mark.x);
    if (model.cells) {
        const CellMap& cells = *model.cells;
        const Range edges { cells.xFirst - cells.xStep / 2, cells.xFirst + (cells.columns - 0.5) * cells.xStep };
        if (model.series.empty())
            return edges;
        extent.add(edges.low);
        extent.add(edges.high);
    }
    return withMargin(extent, model.x.scale, fitMargin);
}

Range fittedY(const Drawable& plot)
{
    const PlotModel& model = plot.model;
    if (model.y.range)
        return *model.y.range;
    Extent extent;
    bool hasBars = false;
    for (const Series& series : model.series) {
        if (isBar(series))
            continue;
        for (const double y : series.y)
            extent.add(y);
        for (const double y : series.low)
            extent.add(y);
    }
    for (const BarRect& bar : barRects(model)) {
        hasBars = true;
        extent.add(bar.top);
    }
    for (const ReferenceMark& mark : model.marks)
        if (mark.kind != MarkKind::VerticalLine)
            extent.add(mark.y);
    if (model.cells) {
        const CellMap& cells = *model.cells;
        const Range edges { cells.yFirst - cells.yStep / 2, cells.yFirst + (cells.rows - 0.5) * cells.yStep };
        if (model.series.empty())
            return edges;
        extent.add(edges.low);
        extent.add(edges.high);
    }
    if (!hasBars || model.y.scale == Scale::Log)
        return withMargin(extent, model.y.scale, fitMargin);
    // Bars grow from zero, and stand on the axis.
    extent.add(0);
    Range range = withMargin(extent, model.y.scale, fitMargin);
    if (extent.low == 0)
        range.low = 0;
    if (extent.high == 0)
        range.high = 0;
    return range.low < range.high ? range : Range { 0, 1 };
}

Range cellRange(const CellMap& cells)
{
    if (cells.valueRange)
        return *cells.valueRange;
    Extent extent;
    for (const double value : cells.values)
        if (std::isfinite(value))
            extent.add(value);
    if (extent.low > extent.high)
        return { 0, 1 };
    return extent.low == extent.high ? Range { extent.low, extent.low + 1 } : Range { extent.low, extent.high };
}

QString describePlot(const Drawable& plot)
{
    const PlotModel& model = plot.model;
    if (!model.description.isEmpty())
        return model.description;
    std::size_t points = 0;
    for (const Series& series : model.series)
        points += series.x.size();
    if (model.cells && model.series.empty())
        return PlotText::tr("Heat map of %1: %2 against %3, %4 by %5 cells.")
            .arg(model.cells->valueTitle, model.y.title, model.x.title)
            .arg(model.cells->columns)
            .arg(model.cells->rows);
    const QString series = PlotText::tr("%n series", nullptr, static_cast<int>(model.series.size()));
    const QString count = PlotText::tr("%n point(s)", nullptr, static_cast<int>(points));
    return PlotText::tr("Plot of %1 against %2: %3, %4.").arg(model.y.title, model.x.title, series, count);
}

} // namespace exitscope::widgets
