#include "core/policy/ensemble_rule.h"
#include "core/policy/policies.h"

namespace exitscope::policy {

namespace {

SoftmaxSettings settingsOf(const PolicySpec& spec, const RuleShape& shape)
{
    return { .kind = SoftmaxScore::Confidence,
        .passes = Passes::Above,
        .temperature = temperatureOf(spec, std::ssize(shape.exitLayer)) };
}

} // namespace

const PolicyType& confidencePolicy()
{
    static const PolicyType type = softmaxPolicy<confidencePolicy, settingsOf>(
        { .name = "confidence",
            .title = "Confidence",
            .help = "Leaves at the first exit whose largest probability is above the threshold (BranchyNet-style confidence, "
                    "CascadeBERT); temperatures calibrate the exits first (Schwartz et al. 2020).",
            .parameters = { thresholdParameter("Largest probability above which a unit leaves; 1/C to 1.",
                                { .useful = { 0.5, 1 }, .possible = { 0, 1 } }),
                temperatureParameter(), ensembleParameter() } });
    return type;
}

} // namespace exitscope::policy
