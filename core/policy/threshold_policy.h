#pragma once

#include "core/policy/parameters.h"
#include "core/policy/policy.h"
#include "core/policy/running_policy.h"
#include "core/policy/score_rule.h"

#include <memory>
#include <span>
#include <utility>

namespace exitscope::policy {

/// What a rule can know of the model that it scores, in a trace or running.
struct RuleShape
{
    std::span<const std::int32_t> exitLayer; ///< [E], 1-based
    std::int64_t classes = 0;
    bool hasLogits = true; ///< of every class: false for a compact trace
};

/// The function that gives a policy of the registry, such as entropyPolicy.
using PolicyFunction = const PolicyType& (*)();

/// The whole of a threshold policy: `Self` is the function that keeps what this returns, `Make(spec, shape)` gives its rule,
/// a std::unique_ptr<ScoreRule>, and throws InputError when a parameter is bad. `info.parameters` are the policy's own,
/// thresholdParameter() among them; the two that every policy takes are added. What a trace or a model lacks is said before
/// `Make` is asked.
template <PolicyFunction Self, auto Make> PolicyType thresholdPolicy(PolicyInfo info)
{
    info.parameters = withCommonParameters(std::move(info.parameters));
    return { std::move(info), makeThresholdPolicy, scoreTable,
        [](const PolicySpec& spec, const trace::Trace& trace) -> std::unique_ptr<ScoreRule> {
            requireSuited(Self().info, trace);
            return Make(spec, RuleShape { trace.exitLayer(), trace.classes(), !trace.isCompact() });
        },
        [](const PolicySpec& spec, const RunFacts& facts) -> std::unique_ptr<RunningPolicy> {
            requireSuited(Self().info, facts);
            return makeRunningThreshold(spec, facts, Make(spec, RuleShape { facts.exitLayer, facts.classes }));
        } };
}

/// The score of one exit from its logits [C]; what is not finite never passes.
using LogitScore = float (*)(std::span<const float> logits);

std::unique_ptr<ScoreRule> makeLogitRule(Passes passes, LogitScore score);

/// thresholdPolicy() for a score that depends on the exit's own logits alone.
template <PolicyFunction Self, LogitScore Score, Passes Kind> PolicyType logitPolicy(PolicyInfo info)
{
    info.needsLogits = true;
    constexpr auto make = [](const PolicySpec&, const RuleShape&) { return makeLogitRule(Kind, Score); };
    return thresholdPolicy<Self, make>(std::move(info));
}

} // namespace exitscope::policy
