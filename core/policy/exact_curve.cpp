#include "core/policy/exact_curve.h"

#include "core/metric/pareto.h"

#include <cmath>
#include <limits>
#include <stdexcept>

namespace exitscope::policy {

namespace {

/// The running sums of a walk, and the arrays that they are written to.
class CurveWriter
{
public:
    CurveWriter(const ExitMoves& moves, const ExitCosts& costs, ExactCurve& curve)
        : m_layers(moves.exitLayer())
        , m_costs(costs)
        , m_curve(curve)
        , m_correct(moves.start().correct)
        , m_predictedPositive(moves.start().predictedPositive)
        , m_hasLabels(moves.hasLabels())
        , m_isBinary(moves.hasLabels() && moves.isBinary())
    {
        m_sumLayers = moves.units() * std::int64_t { m_layers.back() };
        const auto lastExit = static_cast<std::uint32_t>(m_layers.size() - 1);
        for (std::int64_t unit = 0; !costs.isEmpty() && unit < moves.units(); ++unit)
            m_ticks += costs.ticks(static_cast<std::uint32_t>(unit), lastExit);
        const auto points = moves.countPoints();
        curve.threshold.reserve(points);
        curve.sumExitLayers.reserve(points);
        curve.cost.reserve(costs.isEmpty() ? 0 : points);
        curve.correct.reserve(m_hasLabels ? points : 0);
        curve.predictedPositive.reserve(m_isBinary ? points : 0);
    }

    void take(const Move& move)
    {
        m_sumLayers += m_layers[move.to()] - m_layers[move.from()];
        if (!m_costs.isEmpty())
            m_ticks += m_costs.ticks(move.unit(), move.to()) - m_costs.ticks(move.unit(), move.from());
        const int gain = int { move.rightTo() } - int { move.rightFrom() };
        m_correct += gain;
        m_predictedPositive += move.positive() ? gain : -gain;
    }

    void point(float threshold)
    {
        m_curve.threshold.push_back(threshold);
        m_curve.sumExitLayers.push_back(m_sumLayers);
        if (!m_costs.isEmpty())
            m_curve.cost.push_back(m_costs.value(m_ticks));
        if (m_hasLabels)
            m_curve.correct.push_back(m_correct);
        if (m_isBinary)
            m_curve.predictedPositive.push_back(m_predictedPositive);
    }

private:
    std::span<const std::int32_t> m_layers;
    const ExitCosts& m_costs;
    ExactCurve& m_curve;
    std::int64_t m_sumLayers = 0, m_ticks = 0;
    std::int64_t m_correct, m_predictedPositive;
    bool m_hasLabels, m_isBinary;
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
    constexpr std::size_t stepPoints = std::size_t { 1 } << 18;
    bool goesOn = true;
    moves.walk([&](const Move& move) { writer.take(move); },
        [&](float threshold) {
            writer.point(threshold);
            if (curve.size() % stepPoints == 0)
                goesOn = job.proceed();
            return goesOn;
        });
    if (!goesOn)
        return std::nullopt;
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

std::vector<std::size_t> ExactCurve::front(std::span<const double> quality) const
{
    std::vector<metric::CostQuality> points(quality.size());
    for (std::size_t i = 0; i < points.size(); ++i)
        points[i] = { cost.empty() ? static_cast<double>(sumExitLayers[i]) : cost[i], quality[i] };
    return metric::paretoFront(points);
}

} // namespace exitscope::policy
