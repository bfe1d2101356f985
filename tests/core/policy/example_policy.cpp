#include "core/policy/policies.h"
#include "core/policy/threshold_policy.h"

#include <cmath>

namespace exitscope::policy {

/// ln Σ exp z of one exit. A NaN logit makes a NaN score, which never passes.
static float energyOf(std::span<const float> logits)
{
    double sum = 0;
    for (const float z : logits)
        sum += std::exp(static_cast<double>(z));
    return static_cast<float>(std::log(sum));
}

const PolicyType& energyPolicy()
{
    static const PolicyType type = logitPolicy<energyPolicy, energyOf, Passes::AtLeast>(
        { .name = "energy",
            .title = "Energy",
            .help = "Leaves at the first exit where ln Σ exp z is at least the threshold.",
            .parameters = { thresholdParameter(
                "ln Σ exp z from which a unit leaves.", { .useful = { 0, 10 }, .possible = { -100, 100 } }) } });
    return type;
}

} // namespace exitscope::policy
