#include "core/policy/column_rule.h"
#include "core/policy/policies.h"
#include "core/policy/threshold_policy.h"

#include <limits>

namespace exitscope::policy {

namespace {

std::unique_ptr<ScoreRule> ruleOf(const PolicySpec&, const RuleShape&)
{
    return makeColumnRule(&ExitView::learned, 0);
}

} // namespace

const PolicyType& learnedPolicy()
{
    constexpr double infinity = std::numeric_limits<double>::infinity(); // a trace of another program may hold any score
    static const PolicyType type = thresholdPolicy<learnedPolicy, ruleOf>(
        { .name = "learned",
            .title = "Learned exit",
            .help = "Leaves at the first exit whose learned module gives at least this score: the certainty 1 − u of "
                    "BERxiT's learning-to-exit unit, or the score of CALM's exit classifier (\"learned_kind\" in the "
                    "trace says which). BERxiT's threshold τ on the uncertainty, u < τ, is threshold = 1 − τ here.",
            .parameters = { thresholdParameter("Score from which a unit leaves; as a rule 0 to 1.",
                { .useful = { 0, 1 }, .possible = { -infinity, infinity } }) },
            .worksForRegression = true,
            .needsLearned = true });
    return type;
}

} // namespace exitscope::policy
