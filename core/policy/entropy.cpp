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
    info.name = "entropy";
    info.title = "Entropy";
    info.help = "Leaves at the first exit whose output distribution has an entropy below the threshold (DeeBERT, "
                "ElasticBERT, COST-EFF); normalised by ln C it is FastBERT's uncertainty.";
    ParameterInfo normalised;
    normalised.key = "normalised";
    normalised.title = "Normalised";
    normalised.help = "Divide the entropy by ln C, so that thresholds of tasks can be compared.";
    normalised.kind = ParameterKind::Flag;
    normalised.fallback = "false";
    info.parameters = withCommonParameters(
        { thresholdParameter("Entropy in nats below which a unit leaves; 0 to ln C (0.693 for two classes).", 0, 1.1),
            normalised });
    return info;
}

std::unique_ptr<ScoreRule> entropyRule(const PolicySpec& spec, std::int64_t classes)
{
    const bool normalised = Parameters(spec, entropyPolicy().info).flag("normalised");
    const float divisor = normalised ? std::log(static_cast<float>(classes)) : 1.0F;
    return makeSoftmaxRule(SoftmaxScore::Entropy, Passes::Below, {}, divisor);
}

std::unique_ptr<ScoreRule> rule(const PolicySpec& spec, const trace::Trace& trace)
{
    requireSuited(entropyPolicy().info, trace);
    return entropyRule(spec, trace.classes());
}

std::unique_ptr<RunningPolicy> run(const PolicySpec& spec, const RunFacts& facts)
{
    return makeRunningThreshold(spec, facts, entropyRule(spec, facts.classes));
}

} // namespace

const PolicyType& entropyPolicy()
{
    static const PolicyType type { describe(), makeThresholdPolicy, scoreTable, rule, run };
    return type;
}

} // namespace exitscope::policy
