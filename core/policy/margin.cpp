#include "core/policy/ensemble_rule.h"
#include "core/policy/policies.h"

namespace exitscope::policy {

namespace {

SoftmaxSettings settingsOf(const PolicySpec&, const RuleShape&)
{
    return { .kind = SoftmaxScore::Margin, .passes = Passes::AtLeast };
}

} // namespace

const PolicyType& marginPolicy()
{
    static const PolicyType type = softmaxPolicy<marginPolicy, settingsOf>(
        { .name = "margin",
            .title = "Margin",
            .help = "Leaves at the first exit whose two largest probabilities differ by at least the threshold (CALM's "
                    "softmax response).",
            .parameters = { thresholdParameter("Top-two difference from which a unit leaves; 0 to 1.",
                                { .useful = { 0, 1 }, .possible = { 0, 1 } }),
                ensembleParameter() } });
    return type;
}

} // namespace exitscope::policy
