#include "core/policy/ensemble_rule.h"
#include "core/policy/policies.h"

#include <cmath>

namespace exitscope::policy {

namespace {

/// ln C of more classes than any trace has; grids for one task are used on others, so that it is not the task's ln C.
constexpr double mostEntropy = 22;

ParameterInfo normalisedParameter()
{
    ParameterInfo info;
    info.key = "normalised";
    info.title = "Normalised";
    info.help = "Divide the entropy by ln C, so that thresholds of tasks can be compared.";
    info.kind = ParameterKind::Flag;
    info.fallback = "false";
    return info;
}

SoftmaxSettings settingsOf(const PolicySpec& spec, const RuleShape& shape)
{
    const bool normalised = Parameters(spec, entropyPolicy().info).flag("normalised");
    return { .kind = SoftmaxScore::Entropy,
        .passes = Passes::Below,
        .divisor = normalised ? std::log(static_cast<float>(shape.classes)) : 1.0F };
}

} // namespace

const PolicyType& entropyPolicy()
{
    static const PolicyType type = softmaxPolicy<entropyPolicy, settingsOf>(
        { .name = "entropy",
            .title = "Entropy",
            .help = "Leaves at the first exit whose output distribution has an entropy below the threshold (DeeBERT, "
                    "ElasticBERT, COST-EFF); normalised by ln C it is FastBERT's uncertainty.",
            .parameters = { thresholdParameter(
                                "Entropy in nats below which a unit leaves; 0 to ln C (0.693 for two classes). 0 and -1: "
                                "none leaves early; from ln C on all leave at once.",
                                { .useful = { 0, 1.1 }, .possible = { -1, mostEntropy } }),
                normalisedParameter(), ensembleParameter() } });
    return type;
}

} // namespace exitscope::policy
