#pragma once

#include "core/policy/policy.h"

#include <cstdint>

namespace exitscope::sweep {

/// How far logits of packed and single runs may lie apart (performance.md): what decides within this may go either way.
inline constexpr float numericTolerance = 1e-5F;

/// An execution held against the replay of a trace of the same model on the same data. Both counts are of units; one whose
/// exit differs counts once, whatever it answers there.
struct ExecutionCheck
{
    std::int64_t units = 0;
    std::int64_t exitsDiffer = 0, predictionsDiffer = 0;
    /// Of those that differ, the ones whose score at the earlier of the two exits lies within numericTolerance of the
    /// threshold, or whose two largest logits do so up to there: rounding explains them.
    std::int64_t nearThreshold = 0;

    bool isClean() const { return exitsDiffer + predictionsDiffer == nearThreshold; }
};

/// Throws InputError when the trace is not of the same model, units, exits and classes as `frame`; hashes count where both
/// are known.
void requireSameWork(const trace::Trace& trace, const trace::Trace& frame);

/// Throws InputError when the trace is not of the same units, exits and classes (`frame`), or lacks what the policy needs.
ExecutionCheck checkExecution(const trace::Trace& trace, const trace::Trace& frame, const policy::PolicySpec& spec,
    const policy::Outcome& executed);

} // namespace exitscope::sweep
