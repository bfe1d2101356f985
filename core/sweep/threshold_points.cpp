#include "core/sweep/threshold_points.h"

#include <limits>

namespace exitscope::sweep {

ThresholdPoints::ThresholdPoints(
    const Evaluator& evaluator, const policy::PolicySpec& spec, const policy::ExitMoves& moves)
    : m_evaluator(evaluator)
    , m_moves(moves)
    , m_blank(evaluator.blankPoint(spec))
    , m_heads(policy::headsTried(spec, evaluator.trace()))
    , m_histogram(static_cast<std::size_t>(evaluator.trace().exits()))
    , m_correct(moves.start().correct)
{
    const auto& trace = evaluator.trace();
    const auto last = static_cast<std::int32_t>(trace.exits()) - 1;
    m_histogram.back() = trace.units();
    for (std::int64_t unit = 0; unit < trace.units(); ++unit)
        m_flops += evaluator.cost().unit(unit, last, m_heads.back());

    // Accuracy alone follows from the moves; other metrics need the class of every exit, or the values.
    const auto& metrics = evaluator.metrics();
    if (metrics.empty() || metrics == std::vector { metric::Metric::Accuracy })
        return;
    if (!trace.isRegression()) {
        m_classes.resize(static_cast<std::size_t>(trace.units() * trace.exits()));
        policy::exitClasses(spec, trace, 0, trace.units(), m_classes);
    }
    m_tally.emplace(
        metrics, trace, m_classes, std::vector<std::int32_t>(static_cast<std::size_t>(trace.units()), last));
}

void ThresholdPoints::shift(const policy::Move& move, std::uint32_t from, std::uint32_t to)
{
    const auto unit = static_cast<std::int64_t>(move.unit());
    const auto& cost = m_evaluator.cost();
    --m_histogram[from];
    ++m_histogram[to];
    m_flops += cost.unit(unit, static_cast<std::int32_t>(to), m_heads[to])
        - cost.unit(unit, static_cast<std::int32_t>(from), m_heads[from]);
    if (m_tally)
        m_tally->change(unit, static_cast<std::int32_t>(from), static_cast<std::int32_t>(to));
}

void ThresholdPoints::seek(std::size_t done)
{
    const auto moves = m_moves.moves();
    for (; m_done < done; ++m_done) {
        const auto& move = moves[m_done];
        shift(move, move.from(), move.to());
        m_correct += int { move.rightTo() } - int { move.rightFrom() };
    }
    for (; m_done > done; --m_done) {
        const auto& move = moves[m_done - 1];
        shift(move, move.to(), move.from());
        m_correct += int { move.rightFrom() } - int { move.rightTo() };
    }
}

double ThresholdPoints::quality() const
{
    if (m_tally)
        return m_tally->value(0);
    const auto labelled = m_moves.start().labelled;
    return labelled > 0 ? static_cast<double>(m_correct) / static_cast<double>(labelled)
                        : std::numeric_limits<double>::quiet_NaN();
}

Point ThresholdPoints::point(const std::string& threshold, bool withRanks) const
{
    Point point = m_blank;
    point.spec.parameters["threshold"] = threshold;
    point.histogram = m_histogram;
    const auto layers = m_evaluator.trace().exitLayer();
    for (std::size_t e = 0; e < m_histogram.size(); ++e)
        point.sumExitLayers += m_histogram[e] * layers[e];
    point.flopsSpent = m_flops;
    const auto& metrics = m_evaluator.metrics();
    for (std::size_t i = 0; i < metrics.size(); ++i)
        if (withRanks || !metric::needsRanks(metrics[i]))
            point.metrics.emplace_back(metric::nameOf(metrics[i]), m_tally ? m_tally->value(i) : quality());
    return point;
}

} // namespace exitscope::sweep
