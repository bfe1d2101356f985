#include "app/plots/overthinking_plot.h"

#include "app/plots/plot_text.h"
#include "app/session/figure_words.h"
#include "core/error.h"

#include <QLocale>

#include <algorithm>
#include <limits>

namespace exitscope::app {

namespace {

widgets::Series part(const LayerFacts& facts, const std::vector<std::int64_t>& units, bool isKept, const QString& name)
{
    widgets::Series series;
    series.id = isKept ? QStringLiteral("kept") : QStringLiteral("lost");
    series.name = name;
    series.kind = widgets::SeriesKind::StackedBars;
    series.look = widgets::seriesLook(isKept ? 2 : 3);
    for (std::size_t exit = 0; exit < units.size(); ++exit) {
        series.x.push_back(facts.trace->exitLayer()[exit]);
        series.y.push_back(static_cast<double>(units[exit]));
        series.keys.push_back(static_cast<std::int64_t>(exit));
    }
    series.tooltip = [units, isKept, layers = series.x](std::size_t exit) {
        const auto count = static_cast<int>(std::min<std::int64_t>(units[exit], std::numeric_limits<int>::max()));
        const QString layer = wordsLocale().toString(layers[exit]);
        return isKept ? PlotText::tr("%Ln unit(s) first right after layer %1, wrong at the end, and right where they leave",
                            nullptr, count)
                            .arg(layer)
                      : PlotText::tr("%Ln unit(s) first right after layer %1, wrong at the end, and wrong where they leave",
                            nullptr, count)
                            .arg(layer);
    };
    return series;
}

} // namespace

widgets::PlotModel overthinkingPlot(const LayerFacts& facts, const OverthinkingSplit& split, const QString& rule)
{
    widgets::PlotModel plot;
    plot.title = PlotText::tr("Overthinking");
    plot.x.title = PlotText::tr("First right after layer");
    plot.x.isInteger = true;
    plot.y.title = PlotText::tr("Units wrong at the end");
    plot.y.isInteger = true;
    plot.series = { part(facts, split.kept, true, PlotText::tr("right under %1").arg(rule)),
        part(facts, split.lost, false, PlotText::tr("wrong under %1").arg(rule)) };
    plot.x.labels = exitTicks(plot.series.front().x);
    plot.description
        = PlotText::tr("%n unit(s) are right at some exit and wrong at the last", nullptr,
            static_cast<int>(std::min<std::int64_t>(facts.overthinkers, std::numeric_limits<int>::max())))
        + QStringLiteral(" (")
        + wordsLocale().toString(
            facts.labelled > 0 ? 100.0 * static_cast<double>(facts.overthinkers) / static_cast<double>(facts.labelled) : 0.0,
            'f', 1)
        + QStringLiteral(" %).");
    return plot;
}

widgets::PlotModel overthinkingPlot(std::span<const PlottedRun> runs, std::optional<std::size_t> point)
{
    if (runs.size() != 1)
        throw InputError(std::string("overthinking is shown of one run"), "export one run at a time");
    const PlottedRun& run = runs.front();
    const std::string name = "run " + std::to_string(static_cast<std::int64_t>(run.run.summary.id));
    if (!run.trace)
        throw InputError(name + " has no trace to look at: " + run.traceProblem, "trace the model again");
    const LayerFacts facts = layerFactsOf(run.trace);
    if (!facts.hasClassLabels())
        throw InputError(name + " has a trace without class labels", "overthinking needs to know what is right");
    const auto& spec = run.points[chosenPoint(run, point)].spec;
    const auto outcome = policy::replay(*run.trace, spec);
    return overthinkingPlot(facts, overthinkingSplit(facts, outcome.predictedClass), ruleText(spec));
}

} // namespace exitscope::app
