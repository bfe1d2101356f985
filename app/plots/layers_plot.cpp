#include "app/plots/layers_plot.h"

#include "app/plots/plot_text.h"
#include "app/plots/run_look.h"
#include "core/error.h"
#include "core/metric/exit_metrics.h"

#include <limits>
#include <set>

namespace exitscope::app {

namespace {

using widgets::Series;

/// Of fewer units than this the share that is right says nothing; one right and one wrong would stretch the
/// axis.
constexpr std::int64_t leastUnits = 10;

QString idOf(const PlottedRun& run, const char* part)
{
    return QStringLiteral("%1/%2").arg(static_cast<qint64>(run.run.summary.id)).arg(QLatin1String(part));
}

Series aloneSeries(const PlottedRun& run, const std::string& metric, int place, NameParts parts)
{
    Series series;
    series.id = idOf(run, "alone");
    series.name = parts == NameParts::Rule
        ? PlotText::tr("each exit alone")
        : PlotText::tr("%1: each exit alone").arg(runName(run.run.summary));
    series.look = lookOf(run.run.summary, place);
    const auto& fixed = run.references.fixedLayers;
    for (std::size_t exit = 0; exit < fixed.size(); ++exit) {
        series.x.push_back(run.trace->exitLayer()[exit]);
        series.y.push_back(metricOf(fixed[exit], metric).value_or(std::numeric_limits<double>::quiet_NaN()));
        series.keys.push_back(static_cast<std::int64_t>(exit));
    }
    return series;
}

Series leavingSeries(const PlottedRun& run, std::size_t index, int place, NameParts parts)
{
    const auto& spec = run.points[index].spec;
    const auto quality = qualityByExit(*run.trace, policy::replay(*run.trace, spec));
    Series series;
    series.id = idOf(run, "leaving");
    series.kind = widgets::SeriesKind::Points; // exits that nobody takes lie between
    series.look = widgets::seriesLook(place);
    const QString rule = ruleText(spec);
    series.name = parts == NameParts::Rule
        ? PlotText::tr("those leaving there, %1").arg(rule)
        : PlotText::tr("%1: those leaving there, %2").arg(runName(run.run.summary), rule);
    for (std::size_t exit = 0; exit < quality.metric.size(); ++exit) {
        series.x.push_back(run.trace->exitLayer()[exit]);
        series.y.push_back(quality.leaving[exit] >= leastUnits ? quality.metric[exit]
                                                               : std::numeric_limits<double>::quiet_NaN());
        series.keys.push_back(static_cast<std::int64_t>(exit));
    }
    series.tooltip = [layers = series.x, quality](std::size_t exit) {
        return PlotText::tr("layer %1: %n unit(s) leave, %2 of them right", nullptr,
            static_cast<int>(std::min<std::int64_t>(quality.leaving[exit], std::numeric_limits<int>::max())))
            .arg(layers[exit])
            .arg(quality.metric[exit], 0, 'f', 4);
    };
    return series;
}

void requireTraces(std::span<const PlottedRun> runs)
{
    for (const auto& run : runs)
        if (!run.trace)
            throw InputError("run " + std::to_string(static_cast<std::int64_t>(run.run.summary.id))
                    + " has no trace to look at: " + run.traceProblem,
                "put the trace back, or make it again");
}

} // namespace

ExitQuality qualityByExit(const trace::Trace& trace, const policy::Outcome& outcome)
{
    ExitQuality quality;
    quality.leaving.assign(static_cast<std::size_t>(trace.exits()), 0);
    for (const auto exit : outcome.exit)
        ++quality.leaving[static_cast<std::size_t>(exit)];
    if (trace.labels().empty())
        return quality;
    for (const auto& share : metric::conditionalAccuracy(trace, outcome))
        quality.metric.push_back(share.labelled > 0
                ? static_cast<double>(share.correct) / static_cast<double>(share.labelled)
                : std::numeric_limits<double>::quiet_NaN());
    return quality;
}

widgets::PlotModel layersPlot(
    std::span<const PlottedRun> runs, const std::string& metric, std::optional<std::size_t> point)
{
    requireTraces(runs);
    const std::string shown = chosenMetric(runs, metric);
    const auto parts = runs.size() == 1 ? NameParts::Rule : NameParts::RunAndRule;
    widgets::PlotModel plot;
    plot.title = PlotText::tr("Layers");
    plot.x.title = PlotText::tr("Exit layer");
    plot.x.isInteger = true;
    plot.y.title = metricTitle(shown);
    std::set<const trace::Trace*> seen;
    int place = 0;
    for (const auto& run : runs) {
        if (seen.insert(run.trace.get()).second)
            plot.series.push_back(aloneSeries(run, shown, place++, parts));
        // Another metric than accuracy says nothing about the few that leave at one exit.
        if (shown == "accuracy" && !run.points.empty())
            plot.series.push_back(leavingSeries(run, chosenPoint(run, point), place++, parts));
    }
    plot.x.labels = exitTicks(plot.series.front().x);
    return plot;
}

} // namespace exitscope::app
