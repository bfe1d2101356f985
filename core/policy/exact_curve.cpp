#include "core/policy/exact_curve.h"

#include "core/metric/pareto.h"
#include "core/policy/large_pages.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace exitscope::policy {

namespace {

/// The running sums, and the arrays that they are written to.
class CurveWriter
{
public:
    CurveWriter(const ExitMoves& moves, const ExitCosts& costs, ExactCurve& curve)
        : m_moves(moves)
        , m_costs(costs)
        , m_curve(curve)
        , m_hasLabels(moves.hasLabels())
        , m_isBinary(moves.hasLabels() && moves.isBinary())
    {
        const auto layers = moves.exitLayer();
        m_sums.layers = moves.units() * std::int64_t { layers.back() };
        m_sums.correct = moves.start().correct;
        m_sums.positive = moves.start().predictedPositive;
        const auto lastExit = static_cast<std::uint32_t>(layers.size() - 1);
        for (std::int64_t unit = 0; !costs.isEmpty() && unit < moves.units(); ++unit)
            m_sums.ticks += costs.ticks(static_cast<std::uint32_t>(unit), lastExit);

        const auto most = moves.moves().size() + 1;
        reserve(curve.threshold, most);
        reserve(curve.sumExitLayers, most);
        reserve(curve.cost, costs.isEmpty() ? 0 : most);
        reserve(curve.correct, m_hasLabels ? most : 0);
        reserve(curve.predictedPositive, m_isBinary ? most : 0);
        m_block.put(0, moves.thresholdAfter(0), m_sums, costs.value(m_sums.ticks));
        flush(1);
    }

    void take(std::size_t first, std::size_t last)
    {
        if (m_costs.isEmpty())
            takeMoves<false>(first, last);
        else
            takeMoves<true>(first, last);
    }

private:
    struct Sums
    {
        std::int64_t layers = 0, ticks = 0, correct = 0, positive = 0;
    };

    /// The latest points; the arrays grow by whole blocks.
    struct Block
    {
        static constexpr std::size_t points = 512;
        std::array<float, points> threshold;
        std::array<double, points> cost;
        std::array<std::int64_t, points> layers, correct, positive;

        void put(std::size_t at, float thresholdThere, const Sums& sums, double costThere)
        {
            threshold[at] = thresholdThere;
            cost[at] = costThere;
            layers[at] = sums.layers;
            correct[at] = sums.correct;
            positive[at] = sums.positive;
        }
    };

    /// A point is written after every move, and stays if the next move has another score.
    template <bool withCosts> void takeMoves(std::size_t first, std::size_t last)
    {
        const auto moves = m_moves.moves();
        const auto layers = m_moves.exitLayer();
        Sums sums = m_sums;
        std::size_t filled = 0;
        for (std::size_t i = first; i < last; ++i) {
            const Move move = moves[i];
            const int gain = int { move.rightTo() } - int { move.rightFrom() };
            sums.layers += layers[move.to()] - layers[move.from()];
            sums.correct += gain;
            sums.positive += move.positive() ? gain : -gain;
            if constexpr (withCosts)
                sums.ticks += m_costs.ticks(move.unit(), move.to()) - m_costs.ticks(move.unit(), move.from());
            m_block.put(filled, m_moves.thresholdAfter(move), sums, withCosts ? m_costs.value(sums.ticks) : 0.0);
            filled += i + 1 == moves.size() || moves[i + 1].key() != move.key() ? 1U : 0U;
            if (filled == Block::points) {
                flush(filled);
                filled = 0;
            }
        }
        flush(filled);
        m_sums = sums;
    }

    void flush(std::size_t filled)
    {
        const auto append = [&](const auto& block, auto& target) {
            target.insert(target.end(), block.begin(), block.begin() + static_cast<std::ptrdiff_t>(filled));
        };
        append(m_block.threshold, m_curve.threshold);
        append(m_block.layers, m_curve.sumExitLayers);
        if (!m_costs.isEmpty())
            append(m_block.cost, m_curve.cost);
        if (m_hasLabels)
            append(m_block.correct, m_curve.correct);
        if (m_isBinary)
            append(m_block.positive, m_curve.predictedPositive);
    }

    template <typename T> static void reserve(std::vector<T>& target, std::size_t count)
    {
        target.reserve(count);
        wantLargePages(target.data(), count * sizeof(T));
    }

    const ExitMoves& m_moves;
    const ExitCosts& m_costs;
    ExactCurve& m_curve;
    bool m_hasLabels, m_isBinary;
    Sums m_sums;
    Block m_block;
};

} // namespace

std::optional<ExactCurve> exactCurve(
    const PolicySpec& spec, const trace::Trace& trace, const ExitCosts& costs, const JobContext& job)
{
    const auto moves = ExitMoves::collect(spec, trace, job);
    if (!moves)
        return std::nullopt;
    return exactCurve(*moves, costs, job);
}

std::optional<ExactCurve> exactCurve(const ExitMoves& moves, const ExitCosts& costs, const JobContext& job)
{
    if (!costs.isEmpty() && (costs.units() != moves.units() || costs.exits() != std::ssize(moves.exitLayer())))
        throw std::invalid_argument("the exit costs are those of another trace");
    ExactCurve curve;
    curve.passes = moves.passes();
    curve.units = moves.units();
    curve.labelled = moves.start().labelled;
    curve.positives = moves.start().positives;
    CurveWriter writer(moves, costs, curve);
    constexpr std::size_t stepMoves = std::size_t { 1 } << 20;
    for (std::size_t first = 0; first < moves.moves().size(); first += stepMoves) {
        if (!job.proceed())
            return std::nullopt;
        writer.take(first, std::min(first + stepMoves, moves.moves().size()));
    }
    return curve;
}

double ExactCurve::meanExit(std::size_t point) const
{
    return units > 0 ? static_cast<double>(sumExitLayers[point]) / static_cast<double>(units) : 0.0;
}

double ExactCurve::accuracy(std::size_t point) const
{
    return labelled > 0 ? static_cast<double>(correct[point]) / static_cast<double>(labelled)
                        : std::numeric_limits<double>::quiet_NaN();
}

namespace {

/// Of two classes all four counts follow from how many are right and how many are called 1.
struct Confusion
{
    double truePositives, falsePositives, falseNegatives, trueNegatives;

    Confusion(const ExactCurve& curve, std::size_t point)
    {
        const auto called = curve.predictedPositive[point];
        const auto hits = (curve.correct[point] - curve.labelled + curve.positives + called) / 2;
        truePositives = static_cast<double>(hits);
        falsePositives = static_cast<double>(called - hits);
        falseNegatives = static_cast<double>(curve.positives - hits);
        trueNegatives = static_cast<double>(curve.correct[point] - hits);
    }
};

} // namespace

double ExactCurve::f1(std::size_t point) const
{
    const Confusion c(*this, point);
    const double denominator = 2 * c.truePositives + c.falsePositives + c.falseNegatives;
    return denominator > 0 ? 2 * c.truePositives / denominator : 0.0;
}

double ExactCurve::matthews(std::size_t point) const
{
    const Confusion c(*this, point);
    const double denominator = (c.truePositives + c.falsePositives) * (c.truePositives + c.falseNegatives)
        * (c.trueNegatives + c.falsePositives) * (c.trueNegatives + c.falseNegatives);
    const double numerator = c.truePositives * c.trueNegatives - c.falsePositives * c.falseNegatives;
    return denominator > 0 ? numerator / std::sqrt(denominator) : 0.0;
}

std::vector<double> ExactCurve::accuracies() const
{
    std::vector<double> values(correct.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = accuracy(i);
    return values;
}

namespace {

/// The front of points whose costs fall strictly, as a curve's do: one look at each from the cheapest on. Nothing when the
/// costs do otherwise (FLOPs of a trace that sink with depth).
template <typename Cost, typename Quality>
std::optional<std::vector<std::size_t>> frontOfFalling(std::span<const Cost> cost, std::span<const Quality> quality)
{
    bool isFalling = true;
    for (std::size_t i = 1; i < cost.size(); ++i)
        isFalling &= cost[i] < cost[i - 1];
    if (!isFalling)
        return std::nullopt;
    std::vector<std::size_t> front;
    auto best = std::numeric_limits<Quality>::lowest();
    for (std::size_t i = quality.size(); i-- > 0;)
        if (quality[i] > best) {
            best = quality[i];
            front.push_back(i);
        }
    return front;
}

} // namespace

std::vector<std::size_t> ExactCurve::front(std::span<const double> quality) const
{
    auto falling = cost.empty() ? frontOfFalling<std::int64_t, double>(sumExitLayers, quality)
                                : frontOfFalling<double, double>(cost, quality);
    if (falling)
        return std::move(*falling);
    std::vector<metric::CostQuality> points(quality.size());
    for (std::size_t i = 0; i < points.size(); ++i)
        points[i] = { cost.empty() ? static_cast<double>(sumExitLayers[i]) : cost[i], quality[i] };
    return metric::paretoFront(points);
}

std::vector<std::size_t> ExactCurve::accuracyFront() const
{
    if (labelled == 0)
        return {};
    auto falling = cost.empty() ? frontOfFalling<std::int64_t, std::int64_t>(sumExitLayers, correct)
                                : frontOfFalling<double, std::int64_t>(cost, correct);
    return falling ? std::move(*falling) : front(accuracies());
}

} // namespace exitscope::policy
