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
    info.name = "confidence";
    info.title = "Confidence";
    info.help = "Leaves at the first exit whose largest probability is above the threshold (BranchyNet-style confidence, "
                "CascadeBERT); temperatures calibrate the exits first (Schwartz et al. 2020).";
    info.parameters
        = withCommonParameters({ thresholdParameter("Largest probability above which a unit leaves; 1/C to 1.",
                                     { .useful = { 0.5, 1 }, .possible = { 0, 1 } }),
            temperatureParameter(), ensembleParameter() });
    return info;
}

SoftmaxSettings settingsOf(const PolicySpec& spec, std::int64_t exits)
{
    return { .kind = SoftmaxScore::Confidence, .passes = Passes::Above, .temperature = temperatureOf(spec, exits) };
}

std::unique_ptr<ScoreRule> rule(const PolicySpec& spec, const trace::Trace& trace)
{
    requireSuited(confidencePolicy().info, trace);
    return makeExitsRule(spec, trace.exitLayer(), settingsOf(spec, trace.exits()));
}

std::unique_ptr<RunningPolicy> run(const PolicySpec& spec, const RunFacts& facts)
{
    return makeRunningExits(spec, facts, settingsOf(spec, std::ssize(facts.exitLayer)));
}

} // namespace

const PolicyType& confidencePolicy()
{
    static const PolicyType type { describe(), makeThresholdPolicy, scoreTable, rule, run };
    return type;
}

} // namespace exitscope::policy
