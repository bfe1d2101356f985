#include "core/policy/column_rule.h"
#include "core/policy/policies.h"
#include "core/policy/threshold_policy.h"

namespace exitscope::policy {

namespace {

std::unique_ptr<ScoreRule> ruleOf(const PolicySpec&, const RuleShape&)
{
    return makeColumnRule(&ExitView::similarity, 1);
}

} // namespace

const PolicyType& saturationPolicy()
{
    static const PolicyType type = thresholdPolicy<saturationPolicy, ruleOf>(
        { .name = "saturation",
            .title = "Saturation",
            .help = "Leaves at the first exit, from the second on, whose state is at least this similar (cosine) to the one a "
                    "layer below (CALM).",
            .parameters = { thresholdParameter("Cosine from which a unit leaves; 0.9 to 0.9999 is the useful range.",
                { .useful = { 0.9, 1 }, .possible = { -1, 1 } }) },
            .worksForRegression = true,
            .needsSimilarity = true,
            .triesEveryHead = false });
    return type;
}

} // namespace exitscope::policy
