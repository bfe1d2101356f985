#include "app/plots/exits_plot.h"

#include "app/plots/plot_text.h"
#include "app/plots/run_look.h"
#include "app/session/figure_words.h"
#include "core/error.h"
#include "widgets/theme/depth_map.h"

#include <QLocale>

#include <numeric>

namespace exitscope::app {

namespace {

widgets::Series bars(const ExitHistogram& histogram)
{
    widgets::Series series;
    series.id = histogram.id;
    series.name = histogram.name;
    series.look = histogram.look;
    series.kind = widgets::SeriesKind::Bars;
    const auto total = std::accumulate(histogram.units.begin(), histogram.units.end(), std::int64_t { 0 });
    for (std::size_t exit = 0; exit < histogram.units.size(); ++exit) {
        series.x.push_back(histogram.exitLayer[exit]);
        series.y.push_back(
            total > 0 ? static_cast<double>(histogram.units[exit]) / static_cast<double>(total) : 0);
        series.keys.push_back(static_cast<std::int64_t>(exit));
    }
    series.tooltip = [layers = histogram.exitLayer, units = histogram.units, total](std::size_t exit) {
        return PlotText::tr("layer %1: %2 of %3 units")
            .arg(layers[exit])
            .arg(wordsLocale().toString(static_cast<qlonglong>(units[exit])),
                wordsLocale().toString(static_cast<qlonglong>(total)));
    };
    return series;
}

/// The layers of a stored run's exits: its trace record's, which the store keeps even where the file is gone.
std::vector<std::int32_t> exitLayersOf(const PlottedRun& run, std::size_t exits)
{
    std::vector<std::int32_t> layers;
    const auto& traces = run.run.request.traces;
    if (traces.size() == 1)
        layers.assign(traces.front().exitLayers.begin(), traces.front().exitLayers.end());
    else // models of a cascade: their layers add up
        for (const auto& trace : traces)
            layers.push_back((layers.empty() ? 0 : layers.back()) + (trace.exitLayers.empty() ? 0 : trace.exitLayers.back()));
    if (layers.size() != exits) {
        layers.resize(exits);
        std::iota(layers.begin(), layers.end(), 1);
    }
    return layers;
}

ExitHistogram histogramOf(
    const PlottedRun& run, std::optional<std::size_t> chosen, int place, NameParts parts)
{
    const auto index = chosenPoint(run, chosen);
    const auto& point = run.points[index];
    ExitHistogram histogram;
    histogram.id = QStringLiteral("%1/exits").arg(static_cast<qint64>(run.run.summary.id));
    const QString spec = ruleText(point.spec);
    histogram.name = parts == NameParts::Rule ? spec : runName(run.run.summary) + QStringLiteral(": ") + spec;
    histogram.look = lookOf(run.run.summary, place);
    histogram.exitLayer = exitLayersOf(run, point.histogram.size());
    histogram.units = point.histogram;
    return histogram;
}

} // namespace

widgets::PlotModel exitsPlot(std::span<const ExitHistogram> histograms)
{
    widgets::PlotModel plot;
    plot.title = PlotText::tr("Exits");
    plot.x.title = PlotText::tr("Exit layer");
    plot.x.isInteger = true;
    plot.y.title = PlotText::tr("Share of units");
    for (const auto& histogram : histograms)
        plot.series.push_back(bars(histogram));
    if (!plot.series.empty())
        plot.x.labels = exitTicks(plot.series.front().x);
    if (plot.series.size() == 1) {
        auto& only = plot.series.front();
        only.colors = widgets::depthSteps(widgets::DepthMap::Viridis, static_cast<int>(only.x.size()));
        only.inLegend = false;
    }
    return plot;
}

widgets::PlotModel exitsPlot(std::span<const PlottedRun> runs, std::optional<std::size_t> point)
{
    std::vector<ExitHistogram> histograms;
    int place = 0;
    for (const auto& run : runs)
        histograms.push_back(
            histogramOf(run, point, place++, runs.size() == 1 ? NameParts::Rule : NameParts::RunAndRule));
    return exitsPlot(histograms);
}

} // namespace exitscope::app
