#include "app/views/layer_models.h"

#include "app/plots/exits_plot.h"
#include "app/plots/plot_text.h"
#include "app/plots/tradeoff_plot.h"
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
    const QLocale locale;
    return locale.toString(100 * share, 'f', 1) + QLatin1Char(' ') + locale.percent();
}

QString intervalText(const evidence::Interval& interval)
{
    if (std::isnan(interval.low) || std::isnan(interval.high))
        return {};
    return PlotText::tr(" (95 %: %1 to %2)").arg(percent(interval.low), percent(interval.high));
}

Series aloneSeries(const LivePolicy& live)
{
    Series alone;
    alone.id = QStringLiteral("alone");
    alone.name = PlotText::tr("each exit alone");
    alone.kind = widgets::SeriesKind::Line;
    alone.look = widgets::seriesLook(0);
    alone.x.assign(live.trace()->exitLayer().begin(), live.trace()->exitLayer().end());
    alone.y = live.metricByExit();
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

Series leavingSeries(const LivePolicy& live, const LiveState& state, const std::optional<evidence::ExitEvidence>& evidence)
{
    Series leaving;
    leaving.id = QStringLiteral("leaving");
    leaving.name = PlotText::tr("those that leave there, %1").arg(ruleText(state.point.spec));
    leaving.kind = widgets::SeriesKind::Points;
    leaving.look = widgets::seriesLook(1);
    std::vector<QString> tips;
    for (std::size_t exit = 0; exit < state.rightWhereLeft.size(); ++exit) {
        if (std::isnan(state.rightWhereLeft[exit]))
            continue; // nobody leaves here
        leaving.x.push_back(live.trace()->exitLayer()[exit]);
        leaving.y.push_back(state.rightWhereLeft[exit]);
        leaving.keys.push_back(static_cast<std::int64_t>(exit));
        QString tip = PlotText::tr("layer %1: %Ln unit(s) leave there, %2 of them right", nullptr,
            countOf(state.point.histogram[exit]))
                          .arg(QLocale().toString(live.trace()->exitLayer()[exit]), percent(state.rightWhereLeft[exit]));
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
            .arg(name, QLocale().toString(layers[exit]));
    };
    return line;
}

} // namespace

widgets::PlotModel layerQualityModel(
    const LivePolicy& live, const LiveState& state, const std::optional<evidence::ExitEvidence>& evidence)
{
    widgets::PlotModel model;
    model.title = PlotText::tr("Layers");
    model.x.title = PlotText::tr("Exit layer");
    model.x.isInteger = true;
    model.y.title = metricTitle(live.metric());
    if (live.metric() == "accuracy")
        model.y.range = widgets::Range { -0.03, 1.03 }; // stands still while the points move
    Series alone = aloneSeries(live);
    model.x.labels = exitTicks(alone.x);
    if (evidence && live.metric() == "accuracy" && evidence->accuracy.size() == alone.x.size()) {
        alone.tooltip = [layers = alone.x, accuracy = evidence->accuracy](std::size_t exit) {
            return PlotText::tr("layer %1 alone: %2 right").arg(QLocale().toString(layers[exit]), percent(accuracy[exit].value))
                + intervalText(accuracy[exit].interval);
        };
        model.series.push_back(aloneBand(alone, evidence->accuracy));
    }
    model.series.push_back(std::move(alone));
    // Another metric than accuracy says nothing about the few that leave at one exit.
    if (live.metric() == "accuracy" && !state.rightWhereLeft.empty())
        model.series.push_back(leavingSeries(live, state, evidence));
    return model;
}

widgets::PlotModel layerExitsModel(
    const LivePolicy& live, const LiveState& state, const std::optional<PinnedHistogram>& pinned)
{
    ExitHistogram histogram;
    histogram.id = QStringLiteral("live");
    histogram.name = ruleText(state.point.spec);
    histogram.exitLayer.assign(live.trace()->exitLayer().begin(), live.trace()->exitLayer().end());
    histogram.units = state.point.histogram;
    widgets::PlotModel model = exitsPlot(std::span<const ExitHistogram>(&histogram, 1));
    if (pinned && pinned->units.size() == histogram.units.size()) {
        model.series.front().name = PlotText::tr("A: %1").arg(histogram.name);
        model.series.front().inLegend = true;
        model.series.push_back(outline(histogram.exitLayer, *pinned));
    }
    return model;
}

} // namespace exitscope::app
