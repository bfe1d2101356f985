#pragma once

#include "core/metric/metric_tally.h"
#include "core/policy/exit_moves.h"
#include "core/sweep/evaluate.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace exitscope::sweep {

/// The points of one threshold rule along its threshold. The trace is read once, when this is made; a step from one
/// threshold to the next then costs only the units that move between them. Equals Evaluator::evaluate() at every threshold.
class ThresholdPoints
{
public:
    /// `spec` names the rule and its other parameters. `moves` are its own (ExitMoves::collect); both they and `evaluator`
    /// outlive this.
    ThresholdPoints(const Evaluator& evaluator, const policy::PolicySpec& spec, const policy::ExitMoves& moves);

    ThresholdPoints(const ThresholdPoints&) = delete;
    ThresholdPoints& operator=(const ThresholdPoints&) = delete;

    /// The state after the first `done` moves, from whichever it was in before; O(moves between).
    void seek(std::size_t done);
    double flops() const { return m_flops; }
    double quality() const; ///< the task's first metric; NaN without labels
    /// The point as it stands, under the given threshold. `withRanks` false leaves out metrics that need a sort of all
    /// predictions.
    Point point(const std::string& threshold, bool withRanks = true) const;

private:
    void shift(const policy::Move& move, std::uint32_t from, std::uint32_t to);

    const Evaluator& m_evaluator;
    const policy::ExitMoves& m_moves;
    Point m_blank;
    std::vector<std::int32_t> m_heads;   ///< [E] run by the time a unit leaves there
    std::vector<std::int32_t> m_classes; ///< [U, E], or empty where counting what is right will do
    std::optional<metric::MetricTally> m_tally;
    std::vector<std::int64_t> m_histogram; ///< [E]
    std::int64_t m_correct = 0;
    double m_flops = 0;
    std::size_t m_done = 0;
};

} // namespace exitscope::sweep
