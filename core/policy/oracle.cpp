#include "core/policy/parameters.h"
#include "core/policy/policies.h"
#include "core/policy/walk_units.h"

#include <cmath>

namespace exitscope::policy {

namespace {

PolicyInfo describe()
{
    PolicyInfo info;
    info.name = "oracle";
    info.title = "Oracle";
    info.help = "An upper bound that no rule can reach: leaves at the first exit that is right (correct), or that already "
                "says what the full model will say (agree; CALM).";
    ParameterInfo kind;
    kind.key = "kind";
    kind.title = "Kind";
    kind.help = "correct needs labels; agree compares with the last exit.";
    kind.kind = ParameterKind::Choice;
    kind.choices = { "correct", "agree" };
    kind.fallback = "correct";
    ParameterInfo cheapFail;
    cheapFail.key = "cheap_fail";
    cheapFail.title = "Cheap failure";
    cheapFail.help = "correct only: a unit that no exit gets right leaves at the first exit, not at the last.";
    cheapFail.kind = ParameterKind::Flag;
    cheapFail.fallback = "false";
    ParameterInfo tolerance;
    tolerance.key = "tolerance";
    tolerance.title = "Tolerance";
    tolerance.help = "Regression only: two values are the same when they differ by less than this.";
    tolerance.kind = ParameterKind::Real;
    tolerance.minimum = 0;
    tolerance.maximum = 1;
    tolerance.least = 0;
    tolerance.fallback = "0";
    info.parameters = withCommonParameters({ kind, cheapFail, tolerance });
    info.worksForRegression = true;
    info.triesEveryHead = false;
    return info;
}

struct OracleSettings
{
    bool correct = true, cheapFail = false;
    float tolerance = 0;
};

class Oracle final : public Policy
{
public:
    Oracle(OracleSettings settings, std::vector<std::int32_t> allowed)
        : m_settings(settings)
        , m_allowed(std::move(allowed))
    {
    }

    Outcome decide(const trace::Trace& trace, std::int64_t first, std::int64_t last) const override
    {
        return walkUnits(trace, first, last, [&](std::int64_t unit, const std::int32_t* classes) {
            return classes ? leaveByClass(trace, unit, classes) : leaveByValue(trace, unit);
        });
    }

private:
    std::int32_t leaveByClass(const trace::Trace& trace, std::int64_t unit, const std::int32_t* classes) const
    {
        const std::int64_t wanted
            = m_settings.correct ? trace.labels()[static_cast<std::size_t>(unit)] : classes[m_allowed.back()];
        return firstThat([&](std::int32_t exit) { return classes[exit] == wanted; });
    }

    std::int32_t leaveByValue(const trace::Trace& trace, std::int64_t unit) const
    {
        const float wanted = m_settings.correct ? trace.targets()[static_cast<std::size_t>(unit)]
                                                : trace.logits(unit, m_allowed.back()).front();
        return firstThat([&](std::int32_t exit) {
            return std::abs(trace.logits(unit, exit).front() - wanted) < m_settings.tolerance;
        });
    }

    template <typename Right> std::int32_t firstThat(const Right& isRight) const
    {
        for (const std::int32_t exit : m_allowed)
            if (isRight(exit))
                return exit;
        return m_settings.correct && m_settings.cheapFail ? m_allowed.front() : m_allowed.back();
    }

    OracleSettings m_settings;
    std::vector<std::int32_t> m_allowed;
};

std::unique_ptr<Policy> make(const PolicySpec& spec, const trace::Trace& trace)
{
    auto info = oraclePolicy().info;
    const Parameters parameters(spec, info);
    OracleSettings settings;
    settings.correct = parameters.text("kind") == "correct";
    settings.cheapFail = parameters.flag("cheap_fail");
    settings.tolerance = parameters.real("tolerance");
    info.needsLabels = settings.correct;
    requireSuited(info, trace);
    if (trace.isRegression() && !spec.parameters.contains("tolerance"))
        parameters.fail("tolerance", "is missing, and the task is regression", "give one, such as tolerance=0.25");
    return std::make_unique<Oracle>(settings, allowedExits(spec, trace));
}

} // namespace

const PolicyType& oraclePolicy()
{
    static const PolicyType type { describe(), make, nullptr, nullptr };
    return type;
}

} // namespace exitscope::policy
