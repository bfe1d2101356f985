#include "app/plots/tradeoff_plot.h"

#include "app/plots/measured_speed.h"
#include "app/plots/plot_text.h"
#include "app/plots/run_look.h"
#include "app/plots/run_series.h"
#include "core/error.h"
#include "core/metric/pareto.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace exitscope::app {

namespace {

using widgets::PlotModel;
using widgets::Series;
using widgets::SeriesKind;

constexpr double notKnown = std::numeric_limits<double>::quiet_NaN();

} // namespace

double costOf(const sweep::Point& point, CostAxis axis)
{
    switch (axis) {
    case CostAxis::LayerSpeedup:
        return point.layerSpeedup();
    case CostAxis::FlopsRatio:
        return point.flopsFull > 0 ? point.flopsRatio() : notKnown;
    case CostAxis::MeanExit:
        return point.meanExit();
    case CostAxis::MeasuredTime:
        if (const auto speedup = measuredSpeed(point).packed())
            return 1 / *speedup;
        return notKnown;
    }
    return notKnown;
}

namespace {

/// Where `a` is the cheaper of two costs on this axis it counts as smaller.
double asExpense(double cost, CostAxis axis) { return axis == CostAxis::LayerSpeedup ? -cost : cost; }

struct PlottedPoint
{
    double x = 0, y = 0;
    std::size_t index = 0; ///< into the run's points
};

/// The points that have both values, by cost; a rule that gives one outcome twice is drawn once.
std::vector<PlottedPoint> plottedPoints(
    const PlottedRun& run, const RunSeries& series, const std::string& metric, CostAxis axis)
{
    std::vector<PlottedPoint> points;
    for (const std::size_t index : series.points) {
        const double x = costOf(run.points[index], axis);
        const auto y = metricOf(run.points[index], metric);
        if (y && std::isfinite(x) && std::isfinite(*y))
            points.push_back({ x, *y, index });
    }
    std::stable_sort(points.begin(), points.end(),
        [](const auto& a, const auto& b) { return a.x != b.x ? a.x < b.x : a.y < b.y; });
    points.erase(std::unique(points.begin(), points.end(),
                     [](const auto& a, const auto& b) { return a.x == b.x && a.y == b.y; }),
        points.end());
    return points;
}

/// The Pareto-optimal ones, by cost. Whoever may spend as much as the dearest outcome can still have the best
/// one, so the line begins there.
std::vector<PlottedPoint> frontier(const std::vector<PlottedPoint>& points, CostAxis axis)
{
    std::vector<metric::CostQuality> values;
    for (const auto& point : points)
        values.push_back({ asExpense(point.x, axis), point.y });
    std::vector<PlottedPoint> front;
    for (const std::size_t index : metric::paretoFront(values))
        front.push_back(points[index]);
    if (front.empty())
        return front;
    const double dearest = axis == CostAxis::LayerSpeedup ? points.front().x : points.back().x;
    if (front.back().x != dearest)
        front.push_back({ dearest, front.back().y, front.back().index });
    std::sort(front.begin(), front.end(), [](const auto& a, const auto& b) { return a.x < b.x; });
    return front;
}

Series curve(
    const PlottedRun& run, const RunSeries& series, const TradeoffOptions& options, const std::string& metric)
{
    const bool isStep = series.isExact && options.shown == CurveShown::Frontier;
    auto points = plottedPoints(run, series, metric, options.x);
    if (isStep)
        points = frontier(points, options.x);
    Series drawn;
    drawn.kind = isStep ? SeriesKind::StepLine : SeriesKind::Line;
    // What a point buys can also be had by spending more: towards the expensive side its quality holds.
    drawn.step = options.x == CostAxis::LayerSpeedup ? widgets::StepShape::HoldsLeft
                                                     : widgets::StepShape::HoldsRight;
    drawn.showsMarkers = !series.isExact;
    for (const auto& point : points) {
        drawn.x.push_back(point.x);
        drawn.y.push_back(point.y);
        drawn.keys.push_back(static_cast<std::int64_t>(point.index));
    }
    drawn.tooltip = pointTooltip(run, drawn.keys);
    return drawn;
}

/// Where the metric of each drawn point lies in 95 % of the draws.
void addBand(PlotModel& plot, const Series& curve, const PointBands& bands, const std::string& metric)
{
    Series band;
    band.id = curve.id + QStringLiteral("/band");
    band.name = PlotText::tr("%1, 95 % of draws").arg(curve.name);
    band.kind = SeriesKind::Band;
    band.look = curve.look;
    band.inLegend = false;
    for (std::size_t place = 0; place < curve.x.size(); ++place) {
        const auto known = bands.find(static_cast<std::size_t>(curve.keys[place]));
        const auto interval = known == bands.end() ? std::nullopt : intervalOf(known->second, metric);
        if (!interval)
            continue;
        band.x.push_back(curve.x[place]);
        band.y.push_back(interval->high);
        band.low.push_back(interval->low);
    }
    if (band.x.size() > 1)
        plot.series.push_back(std::move(band));
}

void addRuns(PlotModel& plot, std::span<const PlottedRun> runs, const TradeoffOptions& options,
    const std::string& metric)
{
    int place = 0;
    for (const auto& run : runs) {
        const auto series = seriesOf(run);
        for (std::size_t index = 0; index < series.size(); ++index) {
            Series drawn = curve(run, series[index], options, metric);
            if (drawn.x.empty())
                continue;
            drawn.id = seriesId(run.run.summary, series[index]);
            drawn.name = seriesName(
                run.run.summary, series[index], runs.size() == 1 ? NameParts::Rule : NameParts::RunAndRule);
            drawn.look = index == 0 ? lookOf(run.run.summary, place) : widgets::seriesLook(place);
            ++place;
            if (options.bands)
                if (const auto bands = options.bands->find(run.run.summary.id); bands != options.bands->end())
                    addBand(plot, drawn, bands->second, metric);
            plot.series.push_back(std::move(drawn));
        }
    }
}

void addFixedLayers(
    PlotModel& plot, const References& references, const TradeoffOptions& options, const std::string& metric)
{
    Series fixed;
    fixed.id = QStringLiteral("reference/fixed");
    fixed.name = PlotText::tr("fixed layers");
    fixed.kind = SeriesKind::Points;
    fixed.look = widgets::referenceLook(widgets::Marker::Cross);
    for (const auto& point : references.fixedLayers) {
        const auto y = metricOf(point, metric);
        const double x = costOf(point, options.x);
        if (!y || !std::isfinite(x))
            continue;
        fixed.x.push_back(x);
        fixed.y.push_back(*y);
    }
    if (!fixed.x.empty())
        plot.series.push_back(std::move(fixed));
}

/// What the full model reaches is what every point is held against: a line across. Its own point is the last
/// fixed layer.
void addFullModel(PlotModel& plot, const sweep::Point& full, const std::string& metric)
{
    if (const auto y = metricOf(full, metric))
        plot.marks.push_back({ QStringLiteral("reference/full"), PlotText::tr("full model"),
            widgets::MarkKind::HorizontalLine, 0, *y, widgets::referenceLook() });
}

void addOracle(
    PlotModel& plot, const sweep::Point& oracle, const QString& id, const QString& name, widgets::Marker marker,
    const TradeoffOptions& options, const std::string& metric)
{
    const auto y = metricOf(oracle, metric);
    const double x = costOf(oracle, options.x);
    if (y && std::isfinite(x))
        plot.marks.push_back({ id, name, widgets::MarkKind::Point, x, *y, widgets::referenceLook(marker) });
}

void addReferences(PlotModel& plot, std::span<const PlottedRun> runs, const TradeoffOptions& options,
    const std::string& metric)
{
    const auto known = std::find_if(runs.begin(), runs.end(),
        [](const PlottedRun& run) { return run.references.fullModel() != nullptr; });
    if (known == runs.end())
        return;
    const References& references = known->references;
    if (options.references.fixedLayers)
        addFixedLayers(plot, references, options, metric);
    if (options.references.fullModel)
        addFullModel(plot, *references.fullModel(), metric);
    if (references.oracle && options.references.oracleCorrect)
        addOracle(plot, *references.oracle, QStringLiteral("reference/oracle"), PlotText::tr("oracle"),
            widgets::Marker::TriangleDown, options, metric);
    if (references.oracleAgree && options.references.oracleAgree)
        addOracle(plot, *references.oracleAgree, QStringLiteral("reference/oracle-agree"),
            PlotText::tr("oracle of agreement"), widgets::Marker::Triangle, options, metric);
}

} // namespace

PlotModel tradeoffPlot(std::span<const PlottedRun> runs, const TradeoffOptions& options)
{
    const std::string metric = chosenMetric(runs, options.metric);
    PlotModel plot;
    plot.title = PlotText::tr("Trade-off");
    plot.x.title = titleOf(options.x);
    plot.x.scale = options.xScale;
    plot.y.title = metricTitle(metric);
    addRuns(plot, runs, options, metric);
    if (plot.series.empty())
        throw InputError("no point of these runs has both " + metric + " and this cost",
            "choose another metric or cost axis");
    addReferences(plot, runs, options, metric);
    return plot;
}

} // namespace exitscope::app
