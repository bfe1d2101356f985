#pragma once

#include "core/policy/policy.h"

#include <memory>
#include <utility>

namespace exitscope::policy {

/// Units that are scored together: their logits, scores and classes stay in the nearest caches.
inline constexpr std::int64_t blockUnits = 256;

/// make() of every threshold rule: its rule() and the `threshold` parameter, one or one per exit.
std::unique_ptr<Policy> makeThresholdPolicy(const PolicySpec& spec, const trace::Trace& trace);

/// run() of every threshold rule, with the rule that scores.
std::unique_ptr<RunningPolicy> makeRunningThreshold(
    const PolicySpec& spec, const RunFacts& facts, std::unique_ptr<ScoreRule> rule);

/// scores() of every threshold rule.
ScoreTable scoreTable(const PolicySpec& spec, const trace::Trace& trace);

/// Where a score can lie: the part of it that is worth a slider, and all of it.
struct ScoreRange
{
    std::pair<double, double> useful;
    std::pair<double, double> possible;
};

/// The `threshold` parameter as every such rule describes it. A value outside `possible` is refused where a spec is read,
/// infinity apart: -inf and inf say "none" and "all", or the reverse, for any score.
ParameterInfo thresholdParameter(std::string help, const ScoreRange& range);

/// An outcome of `count` units that is still to be filled: `exit`, and one of the predictions.
Outcome emptyOutcome(const trace::Trace& trace, std::size_t count);

/// Writes one unit's decision: `unit` in the trace, `slot` in the outcome, `classes` the classes of its exits (or
/// nothing for regression).
void leaveAt(Outcome& outcome, const trace::Trace& trace, std::int64_t unit, std::size_t slot, std::int32_t exit,
    const std::int32_t* classes);

} // namespace exitscope::policy
