#include "core/policy/exact_front.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace exitscope::policy {

namespace {

constexpr std::size_t stepMoves = std::size_t { 1 } << 20;

struct Sums
{
    std::int64_t layers = 0, ticks = 0, correct = 0, positive = 0;
};

/// A point of the front: the state after the first `done` moves.
struct Kept
{
    std::size_t done = 0;
    Sums sums;
};

/// Goes along the moves from "all leave as early as they can" back to "none leaves early": from the cheapest
/// point on, a point is on the front when it is better than all before.
class FrontWalk
{
public:
    FrontWalk(const ExitMoves& moves, const ExitCosts& costs)
        : m_moves(moves)
        , m_costs(costs)
        , m_sums { moves.end().sumExitLayers, 0, moves.end().correct, moves.end().predictedPositive }
    {
        const auto lastExit = static_cast<std::uint32_t>(moves.exitLayer().size() - 1);
        for (std::int64_t unit = 0; !costs.isEmpty() && unit < moves.units(); ++unit)
            m_sums.ticks += costs.ticks(static_cast<std::uint32_t>(unit), lastExit);
    }

    /// Costs are known of the state before the first move: brings them to that after the last.
    void spend(std::size_t first, std::size_t last)
    {
        for (const Move& move : m_moves.moves().subspan(first, last - first))
            m_sums.ticks += m_costs.ticks(move.unit(), move.to()) - m_costs.ticks(move.unit(), move.from());
    }

    /// Takes back the moves [first, last), the later ones first.
    void takeBack(std::size_t first, std::size_t last)
    {
        m_costs.isEmpty() ? takeBackWith<false>(first, last) : takeBackWith<true>(first, last);
    }

    /// False when a point was not dearer than the one before, so that the order is not that of cost.
    bool isInOrder() const { return m_isInOrder; }

    ExactCurve front() const
    {
        ExactCurve front;
        front.passes = m_moves.passes();
        front.units = m_moves.units();
        front.labelled = m_moves.start().labelled;
        front.positives = m_moves.start().positives;
        for (auto kept = m_kept.rbegin(); kept != m_kept.rend(); ++kept) {
            front.threshold.push_back(m_moves.thresholdAfter(kept->done));
            front.sumExitLayers.push_back(kept->sums.layers);
            front.correct.push_back(kept->sums.correct);
            if (!m_costs.isEmpty())
                front.cost.push_back(m_costs.value(kept->sums.ticks));
            if (m_moves.isBinary())
                front.predictedPositive.push_back(kept->sums.positive);
        }
        return front;
    }

private:
    // Six million times over for a million units: the sums stay in registers while they run.
    template <bool withCosts> void takeBackWith(std::size_t first, std::size_t last)
    {
        const auto moves = m_moves.moves();
        const std::int32_t* layers = m_moves.exitLayer().data();
        Sums sums = m_sums;
        auto cost = m_cost;
        auto best = m_best;
        bool isInOrder = m_isInOrder;
        const auto look = [&](std::size_t done) {
            const auto dearer = withCosts ? sums.ticks : sums.layers;
            isInOrder &= dearer > cost;
            cost = dearer;
            if (sums.correct > best) {
                best = sums.correct;
                m_kept.push_back({ done, sums });
            }
        };
        auto later = last < moves.size() ? moves[last].key() : last > 0 ? ~moves[last - 1].key() : 0;
        for (std::size_t done = last; done > first; --done) {
            const Move move = moves[done - 1];
            if (move.key() != later)
                look(done);
            later = move.key();
            const int gain = int { move.rightFrom() } - int { move.rightTo() };
            sums.layers += layers[move.from()] - layers[move.to()];
            sums.correct += gain;
            sums.positive += move.positive() ? gain : -gain;
            if constexpr (withCosts)
                sums.ticks += m_costs.ticks(move.unit(), move.from()) - m_costs.ticks(move.unit(), move.to());
        }
        if (first == 0)
            look(0);
        m_sums = sums;
        m_cost = cost;
        m_best = best;
        m_isInOrder = isInOrder;
    }

    const ExitMoves& m_moves;
    const ExitCosts& m_costs;
    Sums m_sums;
    std::int64_t m_cost = std::numeric_limits<std::int64_t>::min(), m_best = -1;
    bool m_isInOrder = true;
    std::vector<Kept> m_kept; ///< by ascending cost
};

/// By way of the whole curve, for costs that sink with depth.
std::optional<ExactCurve> frontOfCurve(const ExitMoves& moves, const ExitCosts& costs, const JobContext& job)
{
    auto curve = exactCurve(moves, costs, job);
    if (!curve)
        return std::nullopt;
    auto front = curve->accuracyFront();
    std::sort(front.begin(), front.end());
    const auto keep = [&](auto& values) {
        for (std::size_t i = 0; i < front.size() && !values.empty(); ++i)
            values[i] = values[front[i]];
        values.resize(values.empty() ? 0 : front.size());
    };
    keep(curve->threshold);
    keep(curve->sumExitLayers);
    keep(curve->cost);
    keep(curve->correct);
    keep(curve->predictedPositive);
    return curve;
}

} // namespace

std::optional<ExactCurve> exactFront(
    const PolicySpec& spec, const trace::Trace& trace, const ExitCosts& costs, const JobContext& job)
{
    const auto moves = ExitMoves::collect(spec, trace, job);
    if (!moves)
        return std::nullopt;
    return exactFront(*moves, costs, job);
}

std::optional<ExactCurve> exactFront(const ExitMoves& moves, const ExitCosts& costs, const JobContext& job)
{
    if (!costs.isEmpty()
        && (costs.units() != moves.units() || costs.exits() != std::ssize(moves.exitLayer())))
        throw std::invalid_argument("the exit costs are those of another trace");
    FrontWalk walk(moves, costs);
    if (moves.start().labelled == 0)
        return walk.front();
    const auto count = moves.moves().size();
    for (std::size_t first = 0; first < count && !costs.isEmpty(); first += stepMoves) {
        if (!job.proceed())
            return std::nullopt;
        walk.spend(first, std::min(first + stepMoves, count));
    }
    std::size_t last = count;
    do {
        if (!job.proceed())
            return std::nullopt;
        const auto first = last > stepMoves ? last - stepMoves : 0;
        walk.takeBack(first, last);
        last = first;
    } while (last > 0);
    if (!walk.isInOrder())
        return frontOfCurve(moves, costs, job);
    return walk.front();
}

} // namespace exitscope::policy
