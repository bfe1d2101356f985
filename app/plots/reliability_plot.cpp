#include "app/plots/reliability_plot.h"

#include "app/plots/plot_text.h"
#include "app/plots/run_look.h"
#include "app/session/figure_words.h"
#include "core/error.h"

#include <QLocale>

#include <algorithm>
#include <iterator>
#include <limits>

namespace exitscope::app {

namespace {

using widgets::Series;

constexpr widgets::Range shares { 0, 1 };

widgets::PlotModel emptyDiagram()
{
    widgets::PlotModel plot;
    plot.title = PlotText::tr("Reliability");
    plot.x.title = PlotText::tr("Confidence");
    plot.x.range = shares;
    plot.y.title = PlotText::tr("Accuracy");
    plot.y.range = shares;
    plot.legend = widgets::LegendPlace::TopLeft;
    return plot;
}

Series diagonal()
{
    Series line;
    line.id = QStringLiteral("calibrated");
    line.name = PlotText::tr("calibrated");
    line.kind = widgets::SeriesKind::Line;
    line.look = widgets::referenceLook();
    line.x = { 0, 1 };
    line.y = { 0, 1 };
    line.showsMarkers = false;
    return line;
}

QString withError(const QString& name, const metric::Reliability& diagram)
{
    return PlotText::tr("%1, ECE %2").arg(name, wordsLocale().toString(diagram.error, 'f', 3));
}

std::function<QString(std::size_t)> binTooltip(std::vector<metric::ReliabilityBin> bins)
{
    return [bins = std::move(bins)](std::size_t index) {
        const QLocale locale = wordsLocale();
        const auto& bin = bins[index];
        return PlotText::tr("confidence %1 to %2: %Ln unit(s), sure of %3, right %4", nullptr,
            static_cast<int>(std::min<std::int64_t>(bin.count, std::numeric_limits<int>::max())))
            .arg(locale.toString(bin.low, 'f', 3), locale.toString(bin.high, 'f', 3),
                locale.toString(bin.confidence, 'f', 3), locale.toString(bin.accuracy, 'f', 3));
    };
}

std::vector<metric::ReliabilityBin> filledBins(const metric::Reliability& diagram)
{
    std::vector<metric::ReliabilityBin> bins;
    std::copy_if(diagram.bins.begin(), diagram.bins.end(), std::back_inserter(bins),
        [](const auto& bin) { return bin.count > 0; });
    return bins;
}

[[noreturn]] void refuse(const PlottedRun& run, const std::string& problem, const std::string& remedy)
{
    throw InputError("run " + std::to_string(static_cast<std::int64_t>(run.run.summary.id)) + " " + problem, remedy);
}

std::vector<metric::Reliability> diagramsOf(const PlottedRun& run)
{
    if (!run.trace)
        refuse(run, "has no trace to look at: " + run.traceProblem, "trace the model again");
    if (run.trace->isRegression())
        refuse(run, "predicts values", "reliability diagrams are of classes");
    auto diagrams = metric::exitReliability(*run.trace);
    if (diagrams.empty())
        refuse(run, "has a trace without labels", "reliability needs to know what is right");
    return diagrams;
}

std::size_t exitAfter(const PlottedRun& run, std::optional<int> layer)
{
    const auto layers = run.trace->exitLayer();
    if (!layer)
        return layers.size() - 1;
    const auto found = std::find(layers.begin(), layers.end(), *layer);
    if (found != layers.end())
        return static_cast<std::size_t>(found - layers.begin());
    std::string known;
    for (const auto one : layers)
        known += (known.empty() ? "" : ", ") + std::to_string(one);
    refuse(run, "has no exit after layer " + std::to_string(*layer), "its exits are after " + known);
}

Series diagramLine(const PlottedRun& run, const metric::Reliability& diagram, int place, const QString& layer)
{
    Series line;
    line.id = QStringLiteral("%1/reliability").arg(static_cast<qint64>(run.run.summary.id));
    line.name = withError(PlotText::tr("%1, %2").arg(runName(run.run.summary), layer), diagram);
    line.kind = widgets::SeriesKind::Line;
    line.look = lookOf(run.run.summary, place);
    const auto bins = filledBins(diagram);
    for (const auto& bin : bins) {
        line.x.push_back(bin.confidence);
        line.y.push_back(bin.accuracy);
        line.keys.push_back(bin.count);
    }
    line.tooltip = binTooltip(bins);
    return line;
}

Series errorLine(std::span<const std::int32_t> exitLayer, std::span<const metric::Reliability> diagrams)
{
    Series line;
    line.id = QStringLiteral("ece");
    line.name = PlotText::tr("expected calibration error");
    line.kind = widgets::SeriesKind::Line;
    line.look = widgets::seriesLook(3);
    for (std::size_t exit = 0; exit < diagrams.size(); ++exit) {
        line.x.push_back(exitLayer[exit]);
        line.y.push_back(diagrams[exit].error);
        line.keys.push_back(static_cast<std::int64_t>(exit));
    }
    return line;
}

widgets::PlotModel emptyErrors()
{
    widgets::PlotModel plot;
    plot.title = PlotText::tr("Calibration error");
    plot.x.title = PlotText::tr("Exit layer");
    plot.x.isInteger = true;
    plot.y.title = PlotText::tr("ECE, 15 bins");
    return plot;
}

} // namespace

widgets::PlotModel reliabilityPlot(const metric::Reliability& diagram, const QString& name, const QColor& color)
{
    widgets::PlotModel plot = emptyDiagram();
    const auto bins = filledBins(diagram);
    Series bars;
    bars.id = QStringLiteral("reliability");
    bars.name = withError(name, diagram);
    bars.kind = widgets::SeriesKind::Bars;
    bars.look = widgets::seriesLook(0);
    if (color.isValid())
        bars.look.color = color;
    bars.barWidth = diagram.bins.empty() ? 1 : 0.94 * (diagram.bins.front().high - diagram.bins.front().low);
    for (const auto& bin : bins) {
        bars.x.push_back((bin.low + bin.high) / 2);
        bars.y.push_back(bin.accuracy);
        bars.keys.push_back(bin.count);
    }
    bars.tooltip = binTooltip(bins);
    plot.series = { std::move(bars), diagonal() };
    return plot;
}

widgets::PlotModel reliabilityPlot(std::span<const PlottedRun> runs, std::optional<int> layer)
{
    widgets::PlotModel plot = emptyDiagram();
    int place = 0;
    for (const auto& run : runs) {
        const auto diagrams = diagramsOf(run);
        const auto exit = exitAfter(run, layer);
        const QString name = PlotText::tr("layer %1").arg(run.trace->exitLayer()[exit]);
        if (runs.size() == 1)
            return reliabilityPlot(diagrams[exit], name, lookOf(run.run.summary, 0).color);
        plot.series.push_back(diagramLine(run, diagrams[exit], place++, name));
    }
    plot.series.push_back(diagonal());
    return plot;
}

widgets::PlotModel calibrationErrorPlot(std::span<const std::int32_t> exitLayer,
    std::span<const metric::Reliability> diagrams, std::span<const evidence::Estimate> interval)
{
    widgets::PlotModel plot = emptyErrors();
    Series line = errorLine(exitLayer, diagrams);
    plot.x.labels = exitTicks(line.x);
    if (interval.size() == diagrams.size() && !interval.empty()) {
        Series band;
        band.id = QStringLiteral("ece-band");
        band.name = PlotText::tr("95 % bootstrap; read its upper end");
        band.kind = widgets::SeriesKind::Band;
        band.look = line.look;
        band.x = line.x;
        for (const auto& estimate : interval) {
            band.low.push_back(estimate.interval.low);
            band.y.push_back(estimate.interval.high);
        }
        plot.series.push_back(std::move(band));
    }
    plot.series.push_back(std::move(line));
    return plot;
}

widgets::PlotModel calibrationErrorPlot(std::span<const PlottedRun> runs)
{
    widgets::PlotModel plot = emptyErrors();
    int place = 0;
    for (const auto& run : runs) {
        Series line = errorLine(run.trace ? run.trace->exitLayer() : std::span<const std::int32_t>(), diagramsOf(run));
        line.id = QStringLiteral("%1/ece").arg(static_cast<qint64>(run.run.summary.id));
        line.name = runName(run.run.summary);
        line.look = lookOf(run.run.summary, place++);
        plot.series.push_back(std::move(line));
    }
    plot.x.labels = exitTicks(plot.series.front().x);
    return plot;
}

} // namespace exitscope::app
