#include "core/policy/policies.h"
#include "core/policy/softmax_rule.h"
#include "core/policy/threshold_policy.h"

namespace exitscope::policy {

namespace {

std::unique_ptr<ScoreRule> ruleOf(const PolicySpec& spec, const RuleShape& shape)
{
    return makeSoftmaxRule({ .kind = SoftmaxScore::Confidence,
        .passes = Passes::Above,
        .temperature = temperatureOf(spec, std::ssize(shape.exitLayer)) });
}

} // namespace

const PolicyType& cascadePolicy()
{
    static const PolicyType type = thresholdPolicy<cascadePolicy, ruleOf>(
        { .name = "cascade",
            .title = "Cascade",
            .help = "Complete models one after the other, each from scratch: the first whose largest probability is above "
                    "the threshold answers, and the costs of all that ran add up (CascadeBERT). Needs one trace per model.",
            .parameters
            = { thresholdParameter("Largest probability above which a model's answer is taken; one value, or one per model.",
                    { .useful = { 0.5, 1 }, .possible = { 0, 1 } }),
                temperatureParameter() },
            .needsCascade = true,
            .triesEveryHead = false }); // a model's cost holds its head
    return type;
}

} // namespace exitscope::policy
