#include "core/policy/column_rule.h"
#include "core/policy/parameters.h"
#include "core/policy/policies.h"
#include "core/policy/running_policy.h"
#include "core/policy/score_rule.h"

namespace exitscope::policy {

namespace {

PolicyInfo describe()
{
    PolicyInfo info;
    info.name = "saturation";
    info.title = "Saturation";
    info.help = "Leaves at the first exit, from the second on, whose state is at least this similar (cosine) to the one a "
                "layer below (CALM).";
    info.parameters = withCommonParameters(
        { thresholdParameter("Cosine from which a unit leaves; 0.9 to 0.9999 is the useful range.",
            { .useful = { 0.9, 1 }, .possible = { -1, 1 } }) });
    info.worksForRegression = true;
    info.needsSimilarity = true;
    info.triesEveryHead = false;
    return info;
}

std::unique_ptr<ScoreRule> rule(const PolicySpec&, const trace::Trace& trace)
{
    requireSuited(saturationPolicy().info, trace);
    return makeColumnRule(&ExitView::similarity, 1);
}

std::unique_ptr<RunningPolicy> run(const PolicySpec& spec, const RunFacts& facts)
{
    return makeRunningThreshold(spec, facts, makeColumnRule(&ExitView::similarity, 1));
}

} // namespace

const PolicyType& saturationPolicy()
{
    static const PolicyType type { describe(), makeThresholdPolicy, scoreTable, rule, run };
    return type;
}

} // namespace exitscope::policy
