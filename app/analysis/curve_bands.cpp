#include "app/analysis/curve_bands.h"

#include "core/evidence/front_draws.h"

#include <algorithm>

namespace exitscope::app {

namespace {

constexpr std::size_t mostJumps = 300; ///< of a frontier that are grid costs themselves
constexpr std::size_t evenly = 60;     ///< grid costs between them, on each of the two kinds of axes

/// The frontier's own jumps, and costs evenly spread both as they are and as speed-ups.
std::vector<double> gridOf(const evidence::ResampledFronts& fronts)
{
    const auto points = fronts.whole.points();
    if (points.empty())
        return {};
    std::vector<double> grid;
    const std::size_t jumps = std::min(points.size(), mostJumps);
    for (std::size_t i = 0; i < jumps; ++i)
        grid.push_back(points[jumps > 1 ? i * (points.size() - 1) / (jumps - 1) : 0].cost);
    const double low = fronts.whole.cheapest().cost;
    double high = fronts.whole.best().cost;
    for (const auto& point : fronts.points)
        high = std::max(high, point.cost);
    for (std::size_t i = 0; i < evenly && low > 0; ++i) {
        const double share = static_cast<double>(i) / (evenly - 1);
        grid.push_back(low + share * (high - low));
        grid.push_back(1 / (1 / high + share * (1 / low - 1 / high)));
    }
    grid.push_back(high);
    for (double& cost : grid)
        cost = std::clamp(cost, low, high); // 1 / (1 / x) may miss x
    std::sort(grid.begin(), grid.end());
    grid.erase(std::unique(grid.begin(), grid.end()), grid.end());
    return grid;
}

/// Nothing when stopped; no costs where the task has no such metric.
std::optional<evidence::FrontierBand> frontBand(const PlottedRun& run, const WantedBands::Front& wanted,
    const evidence::BootstrapOptions& bootstrap, const JobContext& job)
{
    const auto evaluator = run.evaluator();
    const auto& metrics = evaluator.metrics();
    const auto metric = std::find_if(
        metrics.begin(), metrics.end(), [&](auto known) { return metric::nameOf(known) == wanted.key.metric; });
    if (metric == metrics.end())
        return evidence::FrontierBand {};
    std::vector<policy::PolicySpec> specs;
    for (const std::size_t point : wanted.series.points)
        specs.push_back(run.points[point].spec);
    evidence::OutcomePath path(evaluator, std::move(specs));
    evidence::Resampling resampling(run.trace->examples(), bootstrap);
    evidence::FrontOptions options;
    options.axis = wanted.key.axis;
    options.metric = *metric;
    const auto fronts = evidence::resampledFronts(path, resampling, options, job);
    if (!fronts)
        return std::nullopt;
    auto band = bandOf(*fronts, gridOf(*fronts));
    if (metric::isLessBetter(*metric)) {
        for (auto* values : { &band.quality, &band.low, &band.high })
            for (double& value : *values)
                value = -value;
        std::swap(band.low, band.high);
    }
    return band;
}

} // namespace

FrontKey frontKey(const PlottedRun& run, const RunSeries& series, evidence::CostAxis axis, const std::string& metric)
{
    return { run.run.summary.id, series.variant.empty() ? series.policy : series.policy + ":" + series.variant, axis,
        metric };
}

std::optional<Bands> completed(
    Bands known, const WantedBands& wanted, std::span<const PlottedRun> runs, const JobContext& job)
{
    for (const auto& front : wanted.fronts) {
        auto band = frontBand(runs[front.run], front, known.options, job);
        if (!band)
            return std::nullopt;
        known.fronts[front.key] = std::move(*band);
    }
    for (const auto& [place, points] : wanted.points) {
        auto bands = bandsOf(runs[place], points, known.options, job);
        if (job.stop.stop_requested())
            return std::nullopt;
        known.points[runs[place].run.summary.id].merge(std::move(bands));
    }
    return known;
}

} // namespace exitscope::app
