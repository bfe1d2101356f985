#include "core/policy/parameters.h"
#include "core/policy/policies.h"
#include "core/policy/running_policy.h"
#include "core/policy/score_rule.h"
#include "core/policy/softmax_rule.h"

#include <cmath>

namespace exitscope::policy {

namespace {

PolicyInfo describe()
{
    PolicyInfo info;
    info.name = "confidence";
    info.title = "Confidence";
    info.help = "Leaves at the first exit whose largest probability is above the threshold (BranchyNet-style confidence, "
                "CascadeBERT); temperatures calibrate the exits first (Schwartz et al. 2020).";
    ParameterInfo temperature;
    temperature.key = "temperature";
    temperature.title = "Temperature";
    temperature.help = "Logits are divided by it before softmax; one value, or one per exit as 1.2;1.1;1.";
    temperature.kind = ParameterKind::Real;
    temperature.minimum = 0.5;
    temperature.maximum = 3;
    temperature.fallback = "1";
    temperature.perExit = true;
    info.parameters = withCommonParameters(
        { thresholdParameter("Largest probability above which a unit leaves; 1/C to 1.", 0.5, 1), temperature });
    return info;
}

std::unique_ptr<ScoreRule> confidenceRule(const PolicySpec& spec, std::int64_t exits)
{
    const Parameters parameters(spec, confidencePolicy().info);
    if (!spec.parameters.contains("temperature"))
        return makeSoftmaxRule(SoftmaxScore::Confidence, Passes::Above, {});
    auto temperature = parameters.perExit("temperature", exits, true);
    for (const float value : temperature)
        if (!(value > 0) || !std::isfinite(value))
            parameters.fail("temperature", "is " + realText(value), "use numbers above 0");
    return makeSoftmaxRule(SoftmaxScore::Confidence, Passes::Above, std::move(temperature));
}

std::unique_ptr<ScoreRule> rule(const PolicySpec& spec, const trace::Trace& trace)
{
    requireSuited(confidencePolicy().info, trace);
    return confidenceRule(spec, trace.exits());
}

std::unique_ptr<RunningPolicy> run(const PolicySpec& spec, const RunFacts& facts)
{
    return makeRunningThreshold(spec, facts, confidenceRule(spec, static_cast<std::int64_t>(facts.exitLayer.size())));
}

} // namespace

const PolicyType& confidencePolicy()
{
    static const PolicyType type { describe(), makeThresholdPolicy, scoreTable, rule, run };
    return type;
}

} // namespace exitscope::policy
