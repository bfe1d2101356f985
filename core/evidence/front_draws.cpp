#include "core/evidence/front_draws.h"

#include "core/error.h"
#include "core/evidence/draw_walk.h"
#include "core/evidence/percentile.h"
#include "core/metric/elue_score.h"
#include "core/metric/metric_tally.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace exitscope::evidence {

namespace {

void requireSuited(const sweep::Evaluator& evaluator, const FrontOptions& options)
{
    const auto& metrics = evaluator.metrics();
    const auto& path = evaluator.trace().path();
    if (metrics.empty())
        throw InputError(path, "a frontier needs labels, and the trace has none", "trace a dataset with labels");
    if (std::find(metrics.begin(), metrics.end(), options.metric) == metrics.end()) {
        std::string known;
        for (const auto metric : metrics)
            known += (known.empty() ? "" : ", ") + std::string(metric::nameOf(metric));
        throw InputError(
            path, std::string(metric::nameOf(options.metric)) + " is not a metric of this task", "use " + known);
    }
    if (!evaluator.cost().isInFlops() && (options.axis == CostAxis::Flops || !options.reference.empty()))
        throw InputError(path, "the trace does not say what its layers cost in FLOPs",
            "use layers as the cost, or trace the model again");
}

/// The fronts of one draw after the other as they grow.
class FrontGatherer
{
public:
    FrontGatherer(ResampledFronts& fronts, std::size_t blocks, std::size_t points)
        : m_fronts(fronts)
        , m_blocks(blocks)
        , m_elue((blocks + 1) * blockDraws)
        , m_points(points)
    {
    }

    void take(const BlockPoint& at)
    {
        const auto& options = m_fronts.options;
        const auto cost = at.tally.cost(options.axis);
        auto quality = at.metric(options.metric);
        for (double& value : quality)
            value = metric::qualityOf(options.metric, value);
        const auto point = static_cast<std::uint32_t>(at.point);
        if (at.block == m_blocks) {
            m_fronts.points.push_back({ cost[0], quality[0] });
            m_fronts.whole.add(cost[0], quality[0], point);
        }
        const std::size_t first = at.block * blockDraws;
        for (std::size_t draw = 0; draw < blockDraws && first + draw < m_fronts.draws.size(); ++draw)
            m_fronts.draws[first + draw].add(cost[draw], quality[draw], point);
        if (!options.reference.empty())
            score(at, quality);
    }

    void finish()
    {
        if (m_fronts.options.reference.empty()) {
            m_fronts.elue = std::numeric_limits<double>::quiet_NaN();
            return;
        }
        for (auto& sum : m_elue)
            sum /= static_cast<double>(m_points);
        m_fronts.elue = m_elue[m_blocks * blockDraws];
        m_fronts.elueDraws.assign(
            m_elue.begin(), m_elue.begin() + static_cast<std::ptrdiff_t>(m_fronts.draws.size()));
    }

private:
    void score(const BlockPoint& at, const BlockValues& quality)
    {
        const auto flops = at.tally.flops();
        for (std::size_t draw = 0; draw < blockDraws; ++draw)
            m_elue[at.block * blockDraws + draw] += 100 * quality[draw]
                - metric::interpolated(m_fronts.options.reference, flops[draw]);
    }

    ResampledFronts& m_fronts;
    std::size_t m_blocks;
    std::vector<double> m_elue;
    std::size_t m_points;
};

} // namespace

std::optional<ResampledFronts> resampledFronts(
    OutcomePath& path, Resampling& resampling, const FrontOptions& options, const JobContext& job)
{
    requireSuited(path.evaluator(), options);
    ResampledFronts fronts;
    fronts.options = options;
    fronts.confidence = resampling.options().confidence;
    fronts.draws.resize(static_cast<std::size_t>(resampling.draws()));
    DrawWalk walk(path, resampling, metric::needsRanks(options.metric) ? DrawWalk::Ranks::Yes : DrawWalk::Ranks::No);
    FrontGatherer gatherer(fronts, resampling.blocks(), path.size());
    for (;;) {
        const auto points = walk.next([&](const BlockPoint& at) { gatherer.take(at); }, job);
        if (!points)
            return std::nullopt;
        if (*points == 0)
            break;
    }
    gatherer.finish();
    return fronts;
}

FrontierBand bandOf(const ResampledFronts& fronts, std::span<const double> grid)
{
    FrontierBand band;
    band.axis = fronts.options.axis;
    for (const double cost : grid) {
        const auto there = estimateOn(fronts, [cost](const Front& front) { return front.stepAt(cost); });
        band.cost.push_back(cost);
        band.quality.push_back(there.value);
        band.low.push_back(there.interval.low);
        band.high.push_back(there.interval.high);
    }
    return band;
}

std::vector<double> costGrid(const Front& front, std::size_t count)
{
    std::vector<double> grid;
    if (front.isEmpty())
        return grid;
    const double low = front.cheapest().cost, high = front.best().cost;
    if (!(low < high) || count < 2)
        return { low };
    for (std::size_t i = 0; i < count; ++i)
        grid.push_back(i + 1 == count ? high : low + (high - low) * static_cast<double>(i) / static_cast<double>(count - 1));
    return grid;
}

namespace {

std::vector<double> figuresOf(const ResampledFronts& fronts, const FrontFigure& figure)
{
    std::vector<double> values;
    values.reserve(fronts.draws.size());
    for (const auto& front : fronts.draws)
        values.push_back(figure(front));
    return values;
}

} // namespace

Estimate estimateOn(const ResampledFronts& fronts, const FrontFigure& figure)
{
    return estimateOf(figure(fronts.whole), figuresOf(fronts, figure), fronts.confidence);
}

Difference differenceOf(double first, std::span<const double> firstDraws, double second,
    std::span<const double> secondDraws, double confidence)
{
    std::vector<double> differences;
    for (std::size_t draw = 0; draw < std::min(firstDraws.size(), secondDraws.size()); ++draw)
        differences.push_back(firstDraws[draw] - secondDraws[draw]);
    const double difference = first - second;
    // Draws alone do not make a test of a difference that the sample itself does not have.
    return { estimateOf(difference, differences, confidence),
        std::isnan(difference) ? difference : bootstrapP(differences) };
}

Difference differenceOn(const ResampledFronts& first, const ResampledFronts& second, const FrontFigure& figure)
{
    return differenceOf(figure(first.whole), figuresOf(first, figure), figure(second.whole),
        figuresOf(second, figure), first.confidence);
}

} // namespace exitscope::evidence
