#include "core/policy/parameters.h"
#include "core/policy/policies.h"
#include "core/policy/running_policy.h"
#include "core/policy/score_rule.h"
#include "core/policy/softmax_rule.h"

namespace exitscope::policy {

namespace {

PolicyInfo describe()
{
    PolicyInfo info;
    info.name = "margin";
    info.title = "Margin";
    info.help = "Leaves at the first exit whose two largest probabilities differ by at least the threshold (CALM's "
                "softmax response).";
    info.parameters
        = withCommonParameters({ thresholdParameter("Top-two difference from which a unit leaves; 0 to 1.", 0, 1) });
    return info;
}

std::unique_ptr<ScoreRule> rule(const PolicySpec&, const trace::Trace& trace)
{
    requireSuited(marginPolicy().info, trace);
    return makeSoftmaxRule(SoftmaxScore::Margin, Passes::AtLeast, {});
}

std::unique_ptr<RunningPolicy> run(const PolicySpec& spec, const RunFacts& facts)
{
    return makeRunningThreshold(spec, facts, makeSoftmaxRule(SoftmaxScore::Margin, Passes::AtLeast, {}));
}

} // namespace

const PolicyType& marginPolicy()
{
    static const PolicyType type { describe(), makeThresholdPolicy, scoreTable, rule, run };
    return type;
}

} // namespace exitscope::policy
