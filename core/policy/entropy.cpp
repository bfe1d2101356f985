#include "core/policy/ensemble_rule.h"
#include "core/policy/parameters.h"
#include "core/policy/policies.h"
#include "core/policy/running_policy.h"
#include "core/policy/score_rule.h"

#include <cmath>

namespace exitscope::policy {

namespace {

/// ln C of more classes than any trace has; grids for one task are used on others, so that it is not the task's ln C.
constexpr double mostEntropy = 12;

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
        { thresholdParameter("Entropy in nats below which a unit leaves; 0 to ln C (0.693 for two classes). 0 and -1: "
                             "none leaves early; from ln C on all leave at once.",
              { .useful = { 0, 1.1 }, .possible = { -1, mostEntropy } }),
            normalised, ensembleParameter() });
    return info;
}

SoftmaxSettings settingsOf(const PolicySpec& spec, std::int64_t classes)
{
    const bool normalised = Parameters(spec, entropyPolicy().info).flag("normalised");
    return { .kind = SoftmaxScore::Entropy,
        .passes = Passes::Below,
        .divisor = normalised ? std::log(static_cast<float>(classes)) : 1.0F };
}

std::unique_ptr<ScoreRule> rule(const PolicySpec& spec, const trace::Trace& trace)
{
    requireSuited(entropyPolicy().info, trace);
    return makeExitsRule(spec, trace.exitLayer(), settingsOf(spec, trace.classes()));
}

std::unique_ptr<RunningPolicy> run(const PolicySpec& spec, const RunFacts& facts)
{
    return makeRunningExits(spec, facts, settingsOf(spec, facts.classes));
}

} // namespace

const PolicyType& entropyPolicy()
{
    static const PolicyType type { describe(), makeThresholdPolicy, scoreTable, rule, run };
    return type;
}

} // namespace exitscope::policy
