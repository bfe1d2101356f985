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
    info.name = "cascade";
    info.title = "Cascade";
    info.help = "Complete models one after the other, each from scratch: the first whose largest probability is above the "
                "threshold answers, and the costs of all that ran add up (CascadeBERT). Needs one trace per model.";
    info.parameters = withCommonParameters(
        { thresholdParameter("Largest probability above which a model's answer is taken; one value, or one per model.",
              { .useful = { 0.5, 1 }, .possible = { 0, 1 } }),
            temperatureParameter() });
    info.needsCascade = true;
    info.triesEveryHead = false; // a model's cost holds its head
    return info;
}

SoftmaxSettings settingsOf(const PolicySpec& spec, std::int64_t models)
{
    return { .kind = SoftmaxScore::Confidence, .passes = Passes::Above, .temperature = temperatureOf(spec, models) };
}

std::unique_ptr<ScoreRule> rule(const PolicySpec& spec, const trace::Trace& trace)
{
    requireSuited(cascadePolicy().info, trace);
    return makeSoftmaxRule(settingsOf(spec, trace.exits()));
}

std::unique_ptr<RunningPolicy> run(const PolicySpec& spec, const RunFacts& facts)
{
    return makeRunningThreshold(spec, facts, makeSoftmaxRule(settingsOf(spec, std::ssize(facts.exitLayer))));
}

} // namespace

const PolicyType& cascadePolicy()
{
    static const PolicyType type { describe(), makeThresholdPolicy, scoreTable, rule, run };
    return type;
}

} // namespace exitscope::policy
