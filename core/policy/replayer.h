#pragma once

#include "core/policy/exit_costs.h"
#include "core/policy/exit_moves.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace exitscope::policy {

/// A threshold rule under the fingers: which unit leaves where, at any threshold, fast enough for a slider. Made once for
/// a trace and a spec on a worker; then each change of the threshold moves only those units whose records lie between
/// the old and the new one. Equals replay() at every threshold. Not for use by two threads at a time.
class Replayer
{
public:
    struct State
    {
        float threshold = 0;
        std::vector<std::int32_t> exit;       ///< [U], 0-based
        std::vector<std::int64_t> histogram;  ///< [E] units that leave there
        std::vector<std::int64_t> correctAt;  ///< [E] of those, how many are right; zeros without labels
        std::int64_t sumExitLayers = 0;       ///< 1-based layers
        std::int64_t labelled = 0, correct = 0;
        double cost = 0;                      ///< sum over the units; 0 without costs
        std::vector<std::uint32_t> changed;   ///< units whose exit differs from the state before, in no order
    };

    /// Null when the job was cancelled. Errors as ExitMoves::collect().
    static std::unique_ptr<Replayer> build(
        const PolicySpec& spec, const trace::Trace& trace, ExitCosts costs = {}, const JobContext& job = {});
    Replayer(ExitMoves moves, ExitCosts costs);

    /// The state at a threshold, rounded to float as rules compare floats; a NaN lets none leave. Valid until the next call.
    const State& at(double threshold);
    /// The last one asked for; before that, every unit at the last exit.
    const State& state() const { return m_state; }
    const ExitMoves& moves() const { return m_moves; }

private:
    void move(std::uint32_t unit, std::uint32_t from, std::uint32_t to, bool rightFrom, bool rightTo);

    ExitMoves m_moves;
    ExitCosts m_costs;
    State m_state;
    std::size_t m_done = 0; ///< moves that have happened
    std::int64_t m_ticks = 0;
    std::uint32_t m_turn = 0;
    std::vector<std::uint32_t> m_lastTurn; ///< [U] when a unit was last noted as changed
};

} // namespace exitscope::policy
