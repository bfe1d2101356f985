#include "core/policy/ensemble_rule.h"
#include "core/policy/parameters.h"
#include "core/policy/policies.h"
#include "core/policy/running_policy.h"
#include "core/policy/score_rule.h"

namespace exitscope::policy {

namespace {

PolicyInfo describe()
{
    PolicyInfo info;
    info.name = "margin";
    info.title = "Margin";
    info.help = "Leaves at the first exit whose two largest probabilities differ by at least the threshold (CALM's "
                "softmax response).";
    info.parameters = withCommonParameters({ thresholdParameter("Top-two difference from which a unit leaves; 0 to 1.",
                                                 { .useful = { 0, 1 }, .possible = { 0, 1 } }),
        ensembleParameter() });
    return info;
}

SoftmaxSettings settingsOf()
{
    return { .kind = SoftmaxScore::Margin, .passes = Passes::AtLeast };
}

std::unique_ptr<ScoreRule> rule(const PolicySpec& spec, const trace::Trace& trace)
{
    requireSuited(marginPolicy().info, trace);
    return makeExitsRule(spec, trace.exitLayer(), settingsOf());
}

std::unique_ptr<RunningPolicy> run(const PolicySpec& spec, const RunFacts& facts)
{
    return makeRunningExits(spec, facts, settingsOf());
}

} // namespace

const PolicyType& marginPolicy()
{
    static const PolicyType type { describe(), makeThresholdPolicy, scoreTable, rule, run };
    return type;
}

} // namespace exitscope::policy
