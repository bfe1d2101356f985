#include "app/plots/seed_series.h"

#include "app/plots/plot_text.h"
#include "app/session/figure_words.h"
#include "core/error.h"
#include "core/evidence/seed_spread.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace exitscope::app {

namespace {

constexpr std::size_t gridCosts = 401;
constexpr std::int64_t enoughForDeviation = 3;

const RunSeries* sameRule(const std::vector<RunSeries>& all, const RunSeries& wanted)
{
    const auto found = std::find_if(all.begin(), all.end(),
        [&](const RunSeries& one) { return one.policy == wanted.policy && one.variant == wanted.variant; });
    return found == all.end() ? nullptr : &*found;
}

/// The frontiers of a rule, one a run, and how far one can spend on it.
struct RuleFronts
{
    std::vector<evidence::Front> fronts; ///< fewer than runs where a run has no points of the rule
    double dearest = 0;                  ///< greatest cost of any point
    bool areCurves = false;              ///< some run has more than one point of it
};

double costShare(const sweep::Point& point, evidence::CostAxis axis)
{
    return axis == evidence::CostAxis::Flops ? point.flopsRatio() : point.meanExit() / point.layers;
}

RuleFronts frontsOf(std::span<const PlottedRun> runs, std::span<const std::size_t> group,
    const RunSeries& rule, const std::string& metric, evidence::CostAxis axis)
{
    RuleFronts rules;
    for (const std::size_t place : group) {
        const auto all = seriesOf(runs[place]);
        const auto* series = sameRule(all, rule);
        if (!series)
            continue;
        std::vector<sweep::Point> points;
        rules.areCurves |= series->points.size() > 1;
        for (const std::size_t point : series->points) {
            points.push_back(runs[place].points[point]);
            rules.dearest = std::max(rules.dearest, costShare(points.back(), axis));
        }
        rules.fronts.push_back(evidence::frontOf(points, metric, axis));
    }
    return rules;
}

/// Whoever may spend more than the best points cost still has them: the lines go on as far as curves do.
void extendTo(double dearest, evidence::SeedSpread& spread)
{
    if (spread.cost.empty() || !(dearest > spread.cost.back()))
        return;
    spread.cost.push_back(dearest);
    for (auto* values : { &spread.mean, &spread.sd, &spread.low, &spread.high })
        values->push_back(values->back());
}

QString idsOf(std::span<const PlottedRun> runs, std::span<const std::size_t> group)
{
    QStringList ids;
    for (const std::size_t place : group)
        ids << QString::number(static_cast<qlonglong>(runs[place].run.summary.id));
    return ids.join(QStringLiteral(", "));
}

/// What the runs of a group are all called, where that tells it from the others; with its rule where it has several.
QString sharedName(std::span<const PlottedRun> runs, std::span<const std::size_t> group, const RunSeries& rule, bool isOnlyRule)
{
    const auto& first = runs[group.front()].run.summary;
    const bool isShared = !first.name.empty() && std::ranges::all_of(group, [&](std::size_t place) {
        return runs[place].run.summary.name == first.name;
    });
    if (!isShared)
        return {};
    return isOnlyRule ? QString::fromStdString(first.name) : seriesName(first, rule, NameParts::RunAndRule);
}

QString seedTooltip(const QString& name, const evidence::SeedSpread& spread, std::size_t at)
{
    const QLocale locale = wordsLocale();
    const auto text = [&](double value) { return locale.toString(value, 'f', 4); };
    QStringList lines { name, PlotText::tr("speed-up %1×").arg(locale.toString(1 / spread.cost[at], 'f', 2)),
        PlotText::tr("mean %1").arg(text(spread.mean[at])) };
    if (spread.traces >= enoughForDeviation)
        lines << PlotText::tr("standard deviation %1").arg(text(spread.sd[at]));
    lines << PlotText::tr("from %1 to %2").arg(text(spread.low[at]), text(spread.high[at]));
    return lines.join(u'\n');
}

widgets::Series bandOf(const widgets::Series& mean, const evidence::SeedSpread& spread)
{
    widgets::Series band;
    band.id = mean.id + QStringLiteral("/band");
    const QString what = spread.traces >= enoughForDeviation
        ? PlotText::tr("± 1 standard deviation over seeds, n = %1")
        : PlotText::tr("least to greatest of the seeds, n = %1");
    band.legend = what.arg(wordsLocale().toString(static_cast<qlonglong>(spread.traces)));
    band.name = PlotText::tr("%1: %2", "curve, what its band is").arg(mean.name, band.legend);
    band.kind = widgets::SeriesKind::Band;
    band.look = mean.look;
    band.x = mean.x;
    return band;
}

void addSpread(widgets::PlotModel& plot, widgets::Series mean, const evidence::SeedSpread& spread,
    const sweep::Point& anyPoint, CostAxis axis)
{
    std::vector<std::size_t> order(spread.cost.size());
    for (std::size_t at = 0; at < order.size(); ++at)
        order[at] = axis == CostAxis::LayerSpeedup ? order.size() - 1 - at : at;
    for (const std::size_t at : order) {
        mean.x.push_back(costOfShare(spread.cost[at], anyPoint, axis));
        mean.y.push_back(spread.mean[at]);
    }
    widgets::Series band = bandOf(mean, spread);
    for (const std::size_t at : order) {
        const bool isDeviation = spread.traces >= enoughForDeviation;
        band.y.push_back(isDeviation ? spread.mean[at] + spread.sd[at] : spread.high[at]);
        band.low.push_back(isDeviation ? spread.mean[at] - spread.sd[at] : spread.low[at]);
    }
    band.inLegend = std::none_of(plot.series.begin(), plot.series.end(), [&](const widgets::Series& other) {
        return other.kind == widgets::SeriesKind::Band && other.legend == band.legend;
    });
    mean.tooltip = [spread, order, name = mean.name](std::size_t index) {
        return index < order.size() ? seedTooltip(name, spread, order[index]) : QString();
    };
    plot.series.push_back(std::move(band));
    plot.series.push_back(std::move(mean));
}

/// Sums add up, so that ratios are ratios of means; metrics are averaged.
sweep::Point meanPoint(std::span<const sweep::Point* const> points)
{
    sweep::Point mean = *points.front();
    for (std::size_t other = 1; other < points.size(); ++other) {
        const auto& point = *points[other];
        mean.units += point.units;
        mean.sumExitLayers += point.sumExitLayers;
        mean.flopsSpent += point.flopsSpent;
        mean.flopsFull += point.flopsFull;
        for (auto& [name, value] : mean.metrics)
            value += metricOf(point, name).value_or(std::nan(""));
    }
    for (auto& [name, value] : mean.metrics)
        value /= static_cast<double>(points.size());
    return mean;
}

} // namespace

void addSeedGroup(widgets::PlotModel& plot, std::span<const PlottedRun> runs, std::span<const std::size_t> group,
    const TradeoffOptions& options, const std::string& metric, int& place)
{
    const auto axis = frontAxis(options.x);
    if (!axis)
        throw InputError(std::string("seeds are averaged at equal cost, and measured times have no frontier"),
            "choose speed-up, FLOPs or mean exit as the cost");
    const auto rules = seriesOf(runs[group.front()]);
    for (const auto& rule : rules) {
        const auto [fronts, dearest, isCurve] = frontsOf(runs, group, rule, metric, *axis);
        auto spread = evidence::seedSpread(fronts, *axis, gridCosts);
        if (fronts.size() < 2 || spread.cost.empty())
            continue;
        if (isCurve)
            extendTo(dearest, spread);
        const QString shared = sharedName(runs, group, rule, rules.size() == 1);
        const QString name = shared.isEmpty() ? seriesName(runs[group.front()].run.summary, rule, NameParts::Rule) : shared;
        widgets::Series mean;
        mean.id = QStringLiteral("seeds/%1/%2").arg(idsOf(runs, group), name);
        mean.name = PlotText::tr("%1, mean of runs %2").arg(name, idsOf(runs, group));
        const bool isClear = group.size() == runs.size() || !shared.isEmpty();
        mean.legend = isClear ? PlotText::tr("%1, mean").arg(name) : mean.name;
        mean.kind = isCurve ? widgets::SeriesKind::Line : widgets::SeriesKind::Points;
        mean.showsMarkers = !isCurve;
        mean.look = widgets::seriesLook(place++);
        addSpread(plot, std::move(mean), spread, runs[group.front()].points.front(), options.x);
    }
}

References meanReferences(std::span<const PlottedRun> runs, std::span<const std::size_t> group)
{
    const auto all = [&](auto pick) {
        std::vector<const sweep::Point*> points;
        for (const std::size_t place : group)
            if (const sweep::Point* point = pick(runs[place].references))
                points.push_back(point);
        return points.size() == group.size() ? std::optional(meanPoint(points)) : std::nullopt;
    };
    References mean;
    for (std::size_t exit = 0; exit < runs[group.front()].references.fixedLayers.size(); ++exit)
        if (auto point = all([exit](const References& one) {
                return exit < one.fixedLayers.size() ? &one.fixedLayers[exit] : nullptr;
            }))
            mean.fixedLayers.push_back(std::move(*point));
    mean.oracle = all([](const References& one) { return one.oracle ? &*one.oracle : nullptr; });
    mean.oracleAgree = all([](const References& one) { return one.oracleAgree ? &*one.oracleAgree : nullptr; });
    return mean;
}

} // namespace exitscope::app
