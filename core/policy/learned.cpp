#include "core/policy/column_rule.h"
#include "core/policy/parameters.h"
#include "core/policy/policies.h"
#include "core/policy/running_policy.h"
#include "core/policy/score_rule.h"

#include <limits>

namespace exitscope::policy {

namespace {

PolicyInfo describe()
{
    PolicyInfo info;
    info.name = "learned";
    info.title = "Learned exit";
    info.help = "Leaves at the first exit whose learned module gives at least this score: the certainty 1 − u of "
                "BERxiT's learning-to-exit unit, or the score of CALM's exit classifier (\"learned_kind\" in the "
                "trace says which). BERxiT's threshold τ on the uncertainty, u < τ, is threshold = 1 − τ here.";
    constexpr double infinity = std::numeric_limits<double>::infinity(); // a trace of another program may hold any score
    info.parameters = withCommonParameters({ thresholdParameter("Score from which a unit leaves; as a rule 0 to 1.",
        { .useful = { 0, 1 }, .possible = { -infinity, infinity } }) });
    info.worksForRegression = true;
    info.needsLearned = true;
    return info;
}

std::unique_ptr<ScoreRule> rule(const PolicySpec&, const trace::Trace& trace)
{
    requireSuited(learnedPolicy().info, trace);
    return makeColumnRule(&ExitView::learned, 0);
}

std::unique_ptr<RunningPolicy> run(const PolicySpec& spec, const RunFacts& facts)
{
    return makeRunningThreshold(spec, facts, makeColumnRule(&ExitView::learned, 0));
}

} // namespace

const PolicyType& learnedPolicy()
{
    static const PolicyType type { describe(), makeThresholdPolicy, scoreTable, rule, run };
    return type;
}

} // namespace exitscope::policy
