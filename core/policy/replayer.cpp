#include "core/policy/replayer.h"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>

namespace exitscope::policy {

namespace {

/// The nearest float; beyond the largest one, infinity, which a plain conversion does not promise.
float toFloat(double value)
{
    constexpr double largest = std::numeric_limits<float>::max();
    constexpr float infinity = std::numeric_limits<float>::infinity();
    if (value > largest)
        return infinity;
    return value < -largest ? -infinity : static_cast<float>(value);
}

} // namespace

std::unique_ptr<Replayer> Replayer::build(
    const PolicySpec& spec, const trace::Trace& trace, ExitCosts costs, const JobContext& job)
{
    auto moves = ExitMoves::collect(spec, trace, job);
    if (!moves)
        return nullptr;
    return std::make_unique<Replayer>(std::move(*moves), std::move(costs));
}

Replayer::Replayer(ExitMoves moves, ExitCosts costs)
    : m_moves(std::move(moves))
    , m_costs(std::move(costs))
{
    const auto units = static_cast<std::size_t>(m_moves.units());
    const auto exits = m_moves.exitLayer().size();
    if (!m_costs.isEmpty() && (m_costs.units() != m_moves.units() || m_costs.exits() != std::ssize(m_moves.exitLayer())))
        throw std::invalid_argument("the exit costs are those of another trace");
    m_lastTurn.resize(units);
    m_state.threshold = m_moves.thresholdAfter(0);
    m_state.exit.assign(units, static_cast<std::int32_t>(exits) - 1);
    m_state.histogram.resize(exits);
    m_state.histogram.back() = m_moves.units();
    m_state.labelled = m_moves.start().labelled;
    m_state.correct = m_moves.start().correct;
    m_state.correctAt.resize(exits);
    m_state.correctAt.back() = m_state.correct;
    m_state.sumExitLayers = m_moves.units() * std::int64_t { m_moves.exitLayer().back() };
    for (std::size_t unit = 0; !m_costs.isEmpty() && unit < units; ++unit)
        m_ticks += m_costs.ticks(static_cast<std::uint32_t>(unit), static_cast<std::uint32_t>(exits) - 1);
    m_state.cost = m_costs.value(m_ticks);
}

const Replayer::State& Replayer::at(double threshold)
{
    m_state.threshold = toFloat(threshold);
    m_state.changed.clear();
    if (++m_turn == 0) {
        std::fill(m_lastTurn.begin(), m_lastTurn.end(), 0U);
        m_turn = 1;
    }
    const auto moves = m_moves.moves();
    const auto goal = m_moves.happened(m_state.threshold);
    for (; m_done < goal; ++m_done) {
        const Move& next = moves[m_done];
        move(next.unit(), next.from(), next.to(), next.rightFrom(), next.rightTo());
    }
    for (; m_done > goal; --m_done) {
        const Move& last = moves[m_done - 1];
        move(last.unit(), last.to(), last.from(), last.rightTo(), last.rightFrom());
    }
    // What follows from the histograms is summed here, not with every move.
    m_state.sumExitLayers = 0;
    m_state.correct = 0;
    for (std::size_t exit = 0; exit < m_state.histogram.size(); ++exit) {
        m_state.sumExitLayers += m_state.histogram[exit] * m_moves.exitLayer()[exit];
        m_state.correct += m_state.correctAt[exit];
    }
    m_state.cost = m_costs.value(m_ticks);
    return m_state;
}

/// All moves of a unit between two thresholds go the same way, so a unit that moves at all has changed.
void Replayer::move(std::uint32_t unit, std::uint32_t from, std::uint32_t to, bool rightFrom, bool rightTo)
{
    m_state.exit[unit] = static_cast<std::int32_t>(to);
    --m_state.histogram[from];
    ++m_state.histogram[to];
    m_state.correctAt[from] -= rightFrom ? 1 : 0;
    m_state.correctAt[to] += rightTo ? 1 : 0;
    if (!m_costs.isEmpty())
        m_ticks += m_costs.ticks(unit, to) - m_costs.ticks(unit, from);
    if (std::exchange(m_lastTurn[unit], m_turn) != m_turn)
        m_state.changed.push_back(unit);
}

} // namespace exitscope::policy
