#pragma once

#include "core/policy/softmax_rule.h"
#include "core/policy/threshold_policy.h"

#include <memory>
#include <span>
#include <utility>

namespace exitscope::policy {

/// `ensemble=none|mean|weighted|geometric` as the softmax rules take it (methods.md §1.8): whether a rule looks at each
/// exit's own distribution, or at the mean of those of all allowed exits so far. Weights of `weighted` are 1, 2, 3, …
/// along the allowed exits; `geometric` is the renormalised geometric mean.
ParameterInfo ensembleParameter();

/// The rule that `settings` describe, on the distributions that `spec` asks for. Score and prediction both come from the
/// mean. An exit without a distribution (a logit that is NaN) takes no part in it, and nothing leaves there. Throws InputError
/// for an ensemble or a temperature where there are no logits.
std::unique_ptr<ScoreRule> makeExitsRule(const PolicySpec& spec, const RuleShape& shape, SoftmaxSettings settings);

/// run() of these rules: the same inside a running model, where an ensemble keeps one sum per unit and class.
std::unique_ptr<RunningPolicy> makeRunningExits(const PolicySpec& spec, const RunFacts& facts, SoftmaxSettings settings);

/// thresholdPolicy() of a rule on one function of softmax(z): `Settings(spec, shape)` gives its SoftmaxSettings, and
/// ensembleParameter() is among `info.parameters`.
template <PolicyFunction Self, auto Settings> PolicyType softmaxPolicy(PolicyInfo info)
{
    constexpr auto make = [](const PolicySpec& spec, const RuleShape& shape) {
        return makeExitsRule(spec, shape, Settings(spec, shape));
    };
    auto type = thresholdPolicy<Self, make>(std::move(info));
    type.run = [](const PolicySpec& spec, const RunFacts& facts) {
        requireSuited(Self().info, facts);
        return makeRunningExits(spec, facts, Settings(spec, RuleShape { facts.exitLayer, facts.classes }));
    };
    return type;
}

} // namespace exitscope::policy
