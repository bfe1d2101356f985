#include "core/sweep/execution_check.h"

#include "core/error.h"
#include "core/policy/parameters.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace exitscope::sweep {

void requireSameWork(const trace::Trace& trace, const trace::Trace& frame)
{
    const auto fail = [&](const std::string& what) {
        throw InputError(trace.path(), "is not a trace of what was executed: " + what,
            "give the trace of the same model on the same data");
    };
    if (trace.units() != frame.units())
        fail(std::to_string(trace.units()) + " units, not " + std::to_string(frame.units()));
    if (!std::ranges::equal(trace.exitLayer(), frame.exitLayer()))
        fail("other exit layers");
    if (trace.classes() != frame.classes())
        fail(std::to_string(trace.classes()) + " classes, not " + std::to_string(frame.classes()));
    const auto differ = [](const std::string& a, const std::string& b) { return !a.empty() && !b.empty() && a != b; };
    if (differ(trace.info().modelSha256, frame.info().modelSha256))
        fail("another model (by its hash)");
    if (differ(trace.info().datasetSha256, frame.info().datasetSha256))
        fail("another dataset (by its hash)");
}

namespace {

/// Whether rounding can decide one unit at an exit of a trace.
class Closeness
{
public:
    Closeness(const trace::Trace& trace, const policy::PolicySpec& spec)
        : m_trace(trace)
        , m_allowed(policy::allowedExits(spec, trace))
    {
        const auto& type = policy::policyNamed(spec.name);
        if (!type.rule)
            return;
        m_rule = type.rule(spec, trace);
        m_thresholds = policy::Parameters(spec, type.info).perExit("threshold", trace.exits(), true);
    }

    bool isNear(std::int64_t unit, std::int32_t exit) const
    {
        if (m_rule && exit < m_trace.exits() - 1) {
            std::vector<float> scores(static_cast<std::size_t>(m_trace.exits()));
            m_rule->score(policy::viewOf(m_trace, unit, unit + 1), scores, {});
            const auto at = static_cast<std::size_t>(exit);
            if (std::abs(scores[at] - m_thresholds[at]) <= numericTolerance)
                return true;
        }
        return !m_trace.isRegression() && std::ranges::any_of(m_allowed, [&](std::int32_t allowed) {
            return allowed <= exit && isTie(unit, allowed);
        });
    }

private:
    bool isTie(std::int64_t unit, std::int32_t exit) const
    {
        if (m_trace.isCompact())
            return m_trace.margin()[static_cast<std::size_t>(unit * m_trace.exits() + exit)] <= 2 * numericTolerance;
        const auto logits = m_trace.logits(unit, exit);
        std::vector<float> sorted(logits.begin(), logits.end());
        std::partial_sort(sorted.begin(), sorted.begin() + 2, sorted.end(), std::greater<> {});
        return sorted[0] - sorted[1] <= 2 * numericTolerance;
    }

    const trace::Trace& m_trace;
    std::vector<std::int32_t> m_allowed;
    std::unique_ptr<policy::ScoreRule> m_rule;
    std::vector<float> m_thresholds;
};

bool isSameValue(float a, float b)
{
    return a == b || (std::isnan(a) && std::isnan(b))
        || std::abs(a - b) <= numericTolerance * std::max(1.0F, std::abs(b));
}

} // namespace

ExecutionCheck checkExecution(const trace::Trace& trace, const trace::Trace& frame, const policy::PolicySpec& spec,
    const policy::Outcome& executed)
{
    requireSameWork(trace, frame);
    const auto replayed = policy::replay(trace, spec);
    const Closeness closeness(trace, spec);
    ExecutionCheck check;
    check.units = trace.units();
    for (std::int64_t unit = 0; unit < trace.units(); ++unit) {
        const auto u = static_cast<std::size_t>(unit);
        const bool sameExit = executed.exit[u] == replayed.exit[u];
        const bool sameAnswer = trace.isRegression()
            ? isSameValue(executed.predictedValue[u], replayed.predictedValue[u])
            : executed.predictedClass[u] == replayed.predictedClass[u];
        if (sameExit && sameAnswer)
            continue;
        ++(sameExit ? check.predictionsDiffer : check.exitsDiffer);
        check.nearThreshold += closeness.isNear(unit, std::min(executed.exit[u], replayed.exit[u]));
    }
    return check;
}

} // namespace exitscope::sweep
