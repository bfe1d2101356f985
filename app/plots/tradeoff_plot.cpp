#include "app/plots/tradeoff_plot.h"

#include "app/plots/frontier_points.h"
#include "app/plots/measured_speed.h"
#include "app/plots/plot_text.h"
#include "app/plots/reference_marks.h"
#include "app/plots/run_look.h"
#include "app/plots/run_series.h"
#include "app/plots/seed_series.h"
#include "app/session/figure_words.h"
#include "core/error.h"
#include "core/metric/metrics.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

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
    case CostAxis::Mflops:
        return point.flopsFull > 0 ? costOfShare(point.flopsRatio(), point, axis) : notKnown;
    }
    return notKnown;
}

double costOfShare(double share, const sweep::Point& point, CostAxis axis)
{
    switch (axis) {
    case CostAxis::LayerSpeedup:
        return 1 / share;
    case CostAxis::MeanExit:
        return share * point.layers;
    case CostAxis::Mflops:
        return share * point.flopsFull / static_cast<double>(point.units) / 1e6;
    case CostAxis::FlopsRatio:
    case CostAxis::MeasuredTime:
        break;
    }
    return share;
}

namespace {

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
    return byCost(std::move(points));
}

bool isFrontier(const RunSeries& series, const TradeoffOptions& options)
{
    return series.isExact && options.shown == CurveShown::Frontier;
}

Series curve(
    const PlottedRun& run, const RunSeries& series, const TradeoffOptions& options, const std::string& metric)
{
    auto points = plottedPoints(run, series, metric, options.x);
    if (isFrontier(series, options))
        points = frontier(points, options.x, metric::isLessBetter(metric) ? Better::Less : Better::More);
    Series drawn;
    drawn.kind = isFrontier(series, options) ? SeriesKind::StepLine : SeriesKind::Line;
    drawn.step = stepOf(options.x);
    drawn.showsMarkers = !series.isExact;
    for (const auto& point : points) {
        drawn.x.push_back(point.x);
        drawn.y.push_back(point.y);
        drawn.keys.push_back(static_cast<std::int64_t>(point.index));
    }
    drawn.tooltip = pointTooltip(run, drawn.keys);
    return drawn;
}

/// The curves of a plot, their bands under them.
class CurveAdder
{
public:
    CurveAdder(PlotModel& plot, const TradeoffOptions& options, const std::string& metric)
        : m_plot(plot)
        , m_options(options)
        , m_metric(metric)
    {
    }

    void add(const PlottedRun& run, const RunSeries& series, Series drawn)
    {
        const auto axis = frontAxis(m_options.x);
        if (m_options.bands && run.trace) {
            if (isFrontier(series, m_options) && axis)
                addFrontBand(run, frontKey(run, series, *axis, m_metric), drawn);
            else
                addPointBand(run, drawn);
        }
        m_plot.series.push_back(std::move(drawn));
    }

private:
    Series bandOf(const PlottedRun& run, const Series& curve, const QString& kind)
    {
        const QLocale locale = wordsLocale();
        const auto& options = m_options.bands->options;
        Series band;
        band.id = curve.id + QStringLiteral("/band");
        band.legend = PlotText::tr("%1 % of %2 draws of %3, n = %4", "level, how many, of what, examples")
                          .arg(locale.toString(100 * options.confidence, 'g', 6), locale.toString(options.draws), kind,
                              locale.toString(static_cast<qlonglong>(run.trace->examples())));
        band.name = PlotText::tr("%1: %2", "curve, what its band is").arg(curve.name, band.legend);
        band.kind = SeriesKind::Band;
        band.look = curve.look;
        return band;
    }

    /// One entry of a kind in the legend says it for all curves.
    void push(Series band)
    {
        if (band.x.empty())
            return;
        band.inLegend = std::none_of(m_plot.series.begin(), m_plot.series.end(),
            [&](const Series& other) { return other.kind == SeriesKind::Band && other.legend == band.legend; });
        m_plot.series.push_back(std::move(band));
    }

    void addFrontBand(const PlottedRun& run, const FrontKey& key, Series& curve)
    {
        const auto known = m_options.bands->fronts.find(key);
        if (known == m_options.bands->fronts.end())
            return;
        const auto& front = known->second;
        Series band = bandOf(run, curve, PlotText::tr("the frontier"));
        for (std::size_t place = 0; place < front.cost.size(); ++place) {
            if (!std::isfinite(front.low[place]) || !std::isfinite(front.quality[place]))
                continue;
            band.x.push_back(costOfShare(front.cost[place], run.points.front(), m_options.x));
            band.y.push_back(front.high[place]);
            band.low.push_back(front.low[place]);
        }
        if (m_options.x == CostAxis::LayerSpeedup) {
            std::reverse(band.x.begin(), band.x.end());
            std::reverse(band.y.begin(), band.y.end());
            std::reverse(band.low.begin(), band.low.end());
        }
        tellBand(curve, band, PlotText::tr("at this cost the frontier lies from %1 to %2 in %3 % of draws"));
        push(std::move(band));
    }

    void addPointBand(const PlottedRun& run, Series& curve)
    {
        const auto known = m_options.bands->points.find(run.run.summary.id);
        if (known == m_options.bands->points.end())
            return;
        Series band = bandOf(run, curve, PlotText::tr("each point"));
        for (std::size_t place = 0; place < curve.x.size(); ++place) {
            const auto at = known->second.find(static_cast<std::size_t>(curve.keys[place]));
            const auto interval = at == known->second.end() ? std::nullopt : intervalOf(at->second, m_metric);
            if (!interval)
                continue;
            band.x.push_back(curve.x[place]);
            band.y.push_back(interval->high);
            band.low.push_back(interval->low);
        }
        tellBand(curve, band, PlotText::tr("from %1 to %2 in %3 % of draws"));
        push(std::move(band));
    }

    /// The curve's card says where its band lies at the nearest cost.
    void tellBand(Series& curve, const Series& band, const QString& sentence) const
    {
        if (band.x.empty())
            return;
        const double level = 100 * m_options.bands->options.confidence;
        curve.tooltip = [card = curve.tooltip, x = curve.x, at = band.x, high = band.y, low = band.low, sentence,
                            level](std::size_t index) {
            const auto right = std::lower_bound(at.begin(), at.end(), x[index]);
            auto place = std::min(static_cast<std::size_t>(right - at.begin()), at.size() - 1);
            if (place > 0 && x[index] - at[place - 1] < at[place] - x[index])
                --place;
            const QLocale locale = wordsLocale();
            return card(index) + u'\n'
                + sentence.arg(locale.toString(low[place], 'f', 4), locale.toString(high[place], 'f', 4),
                    locale.toString(level, 'g', 6));
        };
    }

    PlotModel& m_plot;
    const TradeoffOptions& m_options;
    const std::string& m_metric;
};

/// `places` of runs, one curve a rule; `place` is that of the next look.
void addRuns(PlotModel& plot, std::span<const PlottedRun> runs, std::span<const std::size_t> places,
    const TradeoffOptions& options, const std::string& metric, int& place)
{
    CurveAdder adder(plot, options, metric);
    for (const std::size_t at : places) {
        const auto& run = runs[at];
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
            adder.add(run, series[index], std::move(drawn));
        }
    }
}

/// Without grouping every run stands alone, and so it does where less is better: spreads are of frontiers that rise.
SeedGrouping groupingOf(std::span<const PlottedRun> runs, const TradeoffOptions& options, const std::string& metric)
{
    if (options.grouping == RunGrouping::Seeds && !metric::isLessBetter(metric))
        return groupBySeed(runs);
    SeedGrouping none;
    for (std::size_t place = 0; place < runs.size(); ++place)
        none.alone.push_back(place);
    return none;
}

/// Of the first group their mean, and named so.
void addMeanReferences(PlotModel& plot, std::span<const PlottedRun> runs, std::span<const std::size_t> group,
    const TradeoffOptions& options, const std::string& metric)
{
    addReferences(plot, meanReferences(runs, group), options, metric);
    const auto rename = [](auto& one) {
        if (one.id.startsWith(QLatin1String("reference/")))
            one.name = PlotText::tr("%1, mean").arg(one.name);
    };
    std::for_each(plot.series.begin(), plot.series.end(), rename);
    std::for_each(plot.marks.begin(), plot.marks.end(), rename);
}

/// At most so many of one curve: a band does not get smoother by more.
std::vector<std::size_t> pointsWithoutBand(const Series& drawn, const PointBands* known)
{
    constexpr std::size_t most = 160;
    std::vector<std::size_t> points;
    const std::size_t count = std::min(most, drawn.keys.size());
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t place = count > 1 ? i * (drawn.keys.size() - 1) / (count - 1) : 0;
        const auto point = static_cast<std::size_t>(drawn.keys[place]);
        if (!known || !known->contains(point))
            points.push_back(point);
    }
    return points;
}

} // namespace

std::optional<evidence::CostAxis> frontAxis(CostAxis axis)
{
    switch (axis) {
    case CostAxis::LayerSpeedup:
    case CostAxis::MeanExit:
        return evidence::CostAxis::Layers;
    case CostAxis::FlopsRatio:
    case CostAxis::Mflops:
        return evidence::CostAxis::Flops;
    case CostAxis::MeasuredTime:
        break;
    }
    return std::nullopt;
}

WantedBands wantedBands(std::span<const PlottedRun> runs, const TradeoffOptions& options, const Bands& known)
{
    const std::string metric = chosenMetric(runs, options.metric);
    const auto axis = frontAxis(options.x);
    WantedBands wanted;
    for (const std::size_t place : groupingOf(runs, options, metric).alone) {
        const auto& run = runs[place];
        if (!run.trace || !run.trace->hasLabels())
            continue;
        const auto points = known.points.find(run.run.summary.id);
        for (const auto& series : seriesOf(run)) {
            const Series drawn = curve(run, series, options, metric);
            if (drawn.x.empty())
                continue;
            if (isFrontier(series, options) && axis) {
                if (auto key = frontKey(run, series, *axis, metric); !known.fronts.contains(key))
                    wanted.fronts.push_back({ place, series, std::move(key) });
                continue;
            }
            auto missing = pointsWithoutBand(drawn, points == known.points.end() ? nullptr : &points->second);
            if (!missing.empty()) {
                auto& all = wanted.points[place];
                all.insert(all.end(), missing.begin(), missing.end());
            }
        }
    }
    return wanted;
}

PlotModel tradeoffPlot(std::span<const PlottedRun> runs, const TradeoffOptions& options)
{
    const std::string metric = chosenMetric(runs, options.metric);
    PlotModel plot;
    plot.title = PlotText::tr("Trade-off");
    plot.x.title = titleOf(options.x);
    plot.x.scale = options.xScale;
    plot.y.title = metric::isLessBetter(metric) ? PlotText::tr("%1 (less is better)").arg(metricTitle(metric))
                                                : metricTitle(metric);
    const auto grouping = groupingOf(runs, options, metric);
    int place = 0;
    for (const auto& group : grouping.groups)
        addSeedGroup(plot, runs, group, options, metric, place);
    addRuns(plot, runs, grouping.alone, options, metric, place);
    if (plot.series.empty())
        throw InputError("no point of these runs has both " + metric + " and this cost",
            "choose another metric or cost axis");
    if (!grouping.groups.empty())
        addMeanReferences(plot, runs, grouping.groups.front(), options, metric);
    else if (const auto* references = knownReferences(runs))
        addReferences(plot, *references, options, metric);
    return plot;
}

} // namespace exitscope::app
