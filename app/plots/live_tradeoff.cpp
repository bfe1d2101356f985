#include "app/plots/live_tradeoff.h"

#include "app/analysis/policy_text.h"
#include "app/plots/frontier_points.h"
#include "app/plots/latency_plot.h"
#include "app/plots/plot_text.h"
#include "app/plots/reference_marks.h"
#include "app/session/figure_words.h"
#include "core/error.h"
#include "widgets/theme/palette.h"

#include <algorithm>
#include <cmath>

namespace exitscope::app {

namespace {

/// The same file, or the same model on the same data.
bool isSameTrace(const trace::Trace& a, const trace::Trace& b)
{
    if (a.path() == b.path())
        return true;
    return !a.info().modelSha256.empty() && a.info().modelSha256 == b.info().modelSha256
        && a.info().datasetSha256 == b.info().datasetSha256 && a.units() == b.units();
}

/// How many looks the curves of a model have taken.
int curvesOf(const widgets::PlotModel& model)
{
    return static_cast<int>(std::count_if(model.series.begin(), model.series.end(), [](const widgets::Series& series) {
        return series.kind != widgets::SeriesKind::Band && !series.id.startsWith(QLatin1String("reference/"));
    }));
}

/// The curve holds no point beyond the best, whose quality can also be had for as much as the full model costs.
std::vector<PlottedPoint> reachingFullCost(std::vector<PlottedPoint> points, CostAxis axis, const sweep::Point& any)
{
    if (points.empty())
        return points;
    const PlottedPoint best = axis == CostAxis::LayerSpeedup ? points.front() : points.back();
    const double full = costOfShare(1, any, axis);
    if (axis == CostAxis::LayerSpeedup && full < best.x)
        points.insert(points.begin(), { full, best.y, best.index });
    if (axis != CostAxis::LayerSpeedup && full > best.x)
        points.push_back({ full, best.y, best.index });
    return points;
}

/// A selected exact run of the same rule on the same trace is the scrubber's curve already.
QString seriesOfTheSameRule(const LiveTradeoff& shown, const widgets::PlotModel& model)
{
    if (!shown.runs)
        return {};
    std::string variant;
    for (const auto& [key, value] : shown.live->rule().others)
        variant += (variant.empty() ? ":" : ",") + key + "=" + value;
    const QString rule = QString::fromStdString(shown.live->rule().policy + variant);
    for (const auto& run : *shown.runs) {
        const QString id = QString::number(static_cast<qlonglong>(run.run.summary.id)) + u'/' + rule;
        const auto* series = model.find(id);
        if (series && series->kind == widgets::SeriesKind::StepLine && run.trace
            && isSameTrace(*run.trace, *shown.live->trace()))
            return id;
    }
    return {};
}

/// Of a threshold rule every outcome is known: a frontier, drawn as those of exact runs. A counted rule has its points.
widgets::Series liveSeries(const LiveTradeoff& shown, int look)
{
    const auto& curve = shown.live->curve();
    const CostAxis axis = shown.options.x;
    const bool isInFlops = axis == CostAxis::FlopsRatio || axis == CostAxis::Mflops;
    const auto& costs = axis == CostAxis::LayerSpeedup ? curve.layerSpeedup : isInFlops ? curve.flopsRatio : curve.meanExit;
    std::vector<PlottedPoint> points;
    for (std::size_t place = 0; place < costs.size(); ++place)
        if (std::isfinite(costs[place]) && std::isfinite(curve.metric[place]))
            points.push_back({ axis == CostAxis::Mflops ? costOfShare(costs[place], curve.any, axis) : costs[place],
                curve.metric[place], place });
    points = byCost(std::move(points));
    const bool isFrontier = !shown.live->rule().isInteger && shown.options.shown == CurveShown::Frontier;
    if (isFrontier)
        points = reachingFullCost(frontier(points, axis), axis, curve.any);
    widgets::Series series;
    series.id = liveSeriesId;
    series.name = PlotText::tr("%1 (scrubber)").arg(policyTitle(shown.live->rule().policy)); // it was prepared in the window's words
    series.kind = isFrontier ? widgets::SeriesKind::StepLine : widgets::SeriesKind::Line;
    series.step = stepOf(axis);
    series.look = widgets::seriesLook(look);
    series.showsMarkers = shown.live->rule().isInteger;
    for (const auto& point : points) {
        series.x.push_back(point.x);
        series.y.push_back(point.y);
        series.keys.push_back(static_cast<std::int64_t>(point.index));
    }
    series.tooltip = [live = shown.live, keys = series.keys](std::size_t index) {
        const QLocale locale = wordsLocale();
        const auto& at = live->curve();
        const auto place = static_cast<std::size_t>(keys[index]);
        return PlotText::tr("%1, %2 = %3\n%4: %5\nspeed-up by layers: %6×\nmean exit: %7")
            .arg(live->rule().title, QString::fromStdString(live->rule().parameter),
                locale.toString(at.value[place], 'g', 5), metricTitle(live->metric()),
                locale.toString(at.metric[place], 'f', 4), locale.toString(at.layerSpeedup[place], 'f', 2),
                locale.toString(at.meanExit[place], 'f', 2));
    };
    return series;
}

void addLive(const LiveTradeoff& shown, LiveTradeoffPlot& plot)
{
    const auto& live = shown.live;
    if (!live || live->metric() != shown.options.metric || live->curve().metric.empty()
        || shown.options.x == CostAxis::MeasuredTime) // a replay takes no time
        return;
    if (const QString same = seriesOfTheSameRule(shown, plot.model); !same.isEmpty())
        plot.markedSeries = same;
    else
        plot.model.series.push_back(liveSeries(shown, curvesOf(plot.model)));
}

} // namespace

widgets::PlotModel storedTradeoffPlot(const LiveTradeoff& shown)
{
    if (shown.isLatency)
        return latencyPlot(*shown.runs, shown.options.x == CostAxis::FlopsRatio ? Saving::Flops : Saving::Layers,
            shown.options.xScale);
    return tradeoffPlot(*shown.runs, shown.options);
}

LiveTradeoffPlot liveTradeoffPlot(const LiveTradeoff& shown)
{
    LiveTradeoffPlot plot;
    plot.markedSeries = liveSeriesId;
    if (shown.runs && !shown.runs->empty() && !shown.options.metric.empty()) {
        try {
            plot.model = storedTradeoffPlot(shown);
        } catch (const InputError& error) {
            plot.problem = QString::fromUtf8(error.what());
        }
    }
    if (plot.model.x.title.isEmpty()) {
        plot.model.title = PlotText::tr("Trade-off");
        plot.model.x.title = titleOf(shown.options.x);
        plot.model.x.scale = shown.options.xScale;
        plot.model.y.title = metricTitle(shown.options.metric);
    }
    if (shown.references && !(shown.runs && knownReferences(*shown.runs)))
        addReferences(plot.model, *shown.references, shown.options, shown.options.metric);
    addLive(shown, plot);
    return plot;
}

} // namespace exitscope::app
