#include "app/plots/layer_models.h"

#include "app/plots/exits_plot.h"
#include "app/plots/plot_text.h"
#include "app/plots/tradeoff_plot.h"
#include "app/session/figure_words.h"
#include "core/metric/exit_metrics.h"
#include "core/sweep/evaluate.h"
#include "widgets/theme/palette.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace exitscope::app {

namespace {

using widgets::Series;

int countOf(std::int64_t units)
{
    return static_cast<int>(std::min<std::int64_t>(units, std::numeric_limits<int>::max()));
}

QString percent(double share)
{
    const QLocale locale = wordsLocale();
    return locale.toString(100 * share, 'f', 1) + QLatin1Char(' ') + locale.percent();
}

QString intervalText(const evidence::Interval& interval)
{
    if (std::isnan(interval.low) || std::isnan(interval.high))
        return {};
    return PlotText::tr(" (95 %: %1 to %2)").arg(percent(interval.low), percent(interval.high));
}

Series aloneSeries(const LayersAtPoint& at)
{
    Series alone;
    alone.id = QStringLiteral("alone");
    alone.name = PlotText::tr("each exit alone");
    alone.kind = widgets::SeriesKind::Line;
    alone.look = widgets::seriesLook(0);
    alone.x.assign(at.trace->exitLayer().begin(), at.trace->exitLayer().end());
    alone.y = at.alone;
    for (std::size_t exit = 0; exit < alone.x.size(); ++exit)
        alone.keys.push_back(static_cast<std::int64_t>(exit));
    return alone;
}

Series aloneBand(const Series& alone, const std::vector<evidence::Estimate>& estimates)
{
    Series band;
    band.id = QStringLiteral("alone-band");
    band.name = PlotText::tr("95 % bootstrap interval");
    band.kind = widgets::SeriesKind::Band;
    band.look = alone.look;
    band.x = alone.x;
    for (const auto& estimate : estimates) {
        band.low.push_back(estimate.interval.low);
        band.y.push_back(estimate.interval.high);
    }
    return band;
}

Series leavingSeries(const LayersAtPoint& at, const std::optional<evidence::ExitEvidence>& evidence)
{
    Series leaving;
    leaving.id = QStringLiteral("leaving");
    leaving.name = PlotText::tr("those that leave there, %1").arg(ruleText(at.rule));
    leaving.kind = widgets::SeriesKind::Points;
    leaving.look = widgets::seriesLook(1);
    std::vector<QString> tips;
    for (std::size_t exit = 0; exit < at.rightWhereLeft.size(); ++exit) {
        if (std::isnan(at.rightWhereLeft[exit]))
            continue; // nobody leaves here
        leaving.x.push_back(at.trace->exitLayer()[exit]);
        leaving.y.push_back(at.rightWhereLeft[exit]);
        leaving.keys.push_back(static_cast<std::int64_t>(exit));
        QString tip = PlotText::tr("layer %1: %Ln unit(s) leave there, %2 of them right", nullptr,
            countOf(at.leaving[exit]))
                          .arg(wordsLocale().toString(at.trace->exitLayer()[exit]), percent(at.rightWhereLeft[exit]));
        if (evidence && exit < evidence->conditionalAccuracy.size())
            tip += intervalText(evidence->conditionalAccuracy[exit].interval);
        tips.push_back(std::move(tip));
    }
    leaving.tooltip = [tips = std::move(tips)](std::size_t index) { return tips[index]; };
    return leaving;
}

/// The skyline of the pinned point's bars, from the middle between two layers to the next.
Series outline(const std::vector<std::int32_t>& layers, const PinnedHistogram& pinned)
{
    Series line;
    line.id = QStringLiteral("pinned");
    line.name = PlotText::tr("B: %1").arg(pinned.name);
    line.kind = widgets::SeriesKind::StepLine;
    line.look = widgets::referenceLook();
    line.showsMarkers = false;
    const auto total = std::accumulate(pinned.units.begin(), pinned.units.end(), std::int64_t { 0 });
    const auto edge = [&](std::size_t place) {
        if (place == 0)
            return layers.front() - 0.5;
        return place == layers.size() ? layers.back() + 0.5 : (layers[place - 1] + layers[place]) / 2.0;
    };
    for (std::size_t exit = 0; exit < layers.size(); ++exit) {
        line.x.push_back(edge(exit));
        line.y.push_back(total > 0 ? static_cast<double>(pinned.units[exit]) / static_cast<double>(total) : 0);
    }
    line.x.push_back(edge(layers.size()));
    line.y.push_back(line.y.back());
    line.tooltip = [layers, units = pinned.units, name = line.name](std::size_t index) {
        const std::size_t exit = std::min(index, layers.size() - 1);
        return PlotText::tr("%1, layer %2: %Ln unit(s)", nullptr, countOf(units[exit]))
            .arg(name, wordsLocale().toString(layers[exit]));
    };
    return line;
}

} // namespace

LayersAtPoint layersAt(const LivePolicy& live, const LiveState& state)
{
    return { live.trace(), live.metric(), live.metricByExit(), state.point.spec, state.point.histogram, state.rightWhereLeft };
}

LayersAtPoint layersAt(std::shared_ptr<const trace::Trace> trace, const policy::PolicySpec& rule, const policy::Outcome& outcome)
{
    const sweep::Evaluator evaluator(trace);
    LayersAtPoint at { trace, {}, {}, rule, std::vector<std::int64_t>(static_cast<std::size_t>(trace->exits())), {} };
    if (!evaluator.metrics().empty())
        at.metric = metric::nameOf(evaluator.metrics().front());
    for (const auto& values : metric::perExit(evaluator.metrics(), *trace))
        if (!values.empty())
            at.alone.push_back(values.front().second);
    for (const auto exit : outcome.exit)
        ++at.leaving[static_cast<std::size_t>(exit)];
    if (!trace->isRegression() && trace->hasLabels())
        for (const auto& share : metric::conditionalAccuracy(*trace, outcome))
            at.rightWhereLeft.push_back(share.labelled > 0
                    ? static_cast<double>(share.correct) / static_cast<double>(share.labelled)
                    : std::numeric_limits<double>::quiet_NaN());
    return at;
}

PinnedHistogram pinnedHistogram(const policy::PolicySpec& rule, const policy::Outcome& outcome, std::size_t exits)
{
    PinnedHistogram pinned { ruleText(rule), std::vector<std::int64_t>(exits) };
    for (const auto exit : outcome.exit)
        ++pinned.units[static_cast<std::size_t>(exit)];
    return pinned;
}

widgets::PlotModel layerQualityModel(
    const LayersAtPoint& at, const std::optional<evidence::ExitEvidence>& evidence)
{
    widgets::PlotModel model;
    model.title = PlotText::tr("Layers");
    model.x.title = PlotText::tr("Exit layer");
    model.x.isInteger = true;
    model.y.title = metricTitle(at.metric);
    if (at.metric == "accuracy")
        model.y.range = widgets::Range { -0.03, 1.03 }; // stands still while the points move
    Series alone = aloneSeries(at);
    model.x.labels = exitTicks(alone.x);
    if (evidence && at.metric == "accuracy" && evidence->accuracy.size() == alone.x.size()) {
        alone.tooltip = [layers = alone.x, accuracy = evidence->accuracy](std::size_t exit) {
            return PlotText::tr("layer %1 alone: %2 right").arg(wordsLocale().toString(layers[exit]), percent(accuracy[exit].value))
                + intervalText(accuracy[exit].interval);
        };
        model.series.push_back(aloneBand(alone, evidence->accuracy));
    }
    model.series.push_back(std::move(alone));
    // Another metric than accuracy says nothing about the few that leave at one exit.
    if (at.metric == "accuracy" && !at.rightWhereLeft.empty())
        model.series.push_back(leavingSeries(at, evidence));
    return model;
}

widgets::PlotModel layerExitsModel(const LayersAtPoint& at, const std::optional<PinnedHistogram>& pinned)
{
    ExitHistogram histogram;
    histogram.id = QStringLiteral("live");
    histogram.name = ruleText(at.rule);
    histogram.exitLayer.assign(at.trace->exitLayer().begin(), at.trace->exitLayer().end());
    histogram.units = at.leaving;
    widgets::PlotModel model = exitsPlot(std::span<const ExitHistogram>(&histogram, 1));
    if (pinned && pinned->units.size() == histogram.units.size()) {
        model.series.front().name = PlotText::tr("A: %1").arg(histogram.name);
        model.series.front().inLegend = true;
        model.series.push_back(outline(histogram.exitLayer, *pinned));
    }
    return model;
}

} // namespace exitscope::app
