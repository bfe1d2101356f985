#include "core/policy/parameters.h"
#include "core/policy/policies.h"
#include "core/policy/walk_units.h"

#include <cmath>

namespace exitscope::policy {

namespace {

PolicyInfo describe()
{
    PolicyInfo info;
    info.name = "patience";
    info.title = "Patience";
    info.help = "Leaves when an exit's answer has agreed with the one before it this many times in a row (PABEE).";
    ParameterInfo patience;
    patience.key = "patience";
    patience.title = "Patience";
    patience.help = "Agreements in a row; the earliest exit is one after that many. 0 means the full model.";
    patience.kind = ParameterKind::Integer;
    patience.minimum = 1;
    patience.maximum = 11;
    ParameterInfo tolerance;
    tolerance.key = "tolerance";
    tolerance.title = "Tolerance";
    tolerance.help = "Regression only: consecutive values agree when they differ by less than this.";
    tolerance.kind = ParameterKind::Real;
    tolerance.minimum = 0;
    tolerance.maximum = 1;
    tolerance.fallback = "0";
    info.parameters = withCommonParameters({ patience, tolerance });
    info.worksForRegression = true;
    return info;
}

class Patience final : public Policy
{
public:
    Patience(std::int64_t patience, float tolerance, std::vector<std::int32_t> allowed)
        : m_patience(patience)
        , m_tolerance(tolerance)
        , m_allowed(std::move(allowed))
    {
    }

    Outcome decide(const trace::Trace& trace, std::int64_t first, std::int64_t last) const override
    {
        return walkUnits(trace, first, last, [&](std::int64_t unit, const std::int32_t* classes) {
            if (classes)
                return leave([&](std::int32_t before, std::int32_t now) { return classes[before] == classes[now]; });
            return leave([&](std::int32_t before, std::int32_t now) {
                return std::abs(trace.logits(unit, before).front() - trace.logits(unit, now).front()) < m_tolerance;
            });
        });
    }

private:
    template <typename Agree> std::int32_t leave(const Agree& agree) const
    {
        std::int64_t run = 0;
        for (std::size_t k = 1; k + 1 < m_allowed.size() && m_patience > 0; ++k) {
            run = agree(m_allowed[k - 1], m_allowed[k]) ? run + 1 : 0;
            if (run == m_patience)
                return m_allowed[k];
        }
        return m_allowed.back();
    }

    std::int64_t m_patience;
    float m_tolerance;
    std::vector<std::int32_t> m_allowed;
};

std::unique_ptr<Policy> make(const PolicySpec& spec, const trace::Trace& trace)
{
    const auto& info = patiencePolicy().info;
    requireSuited(info, trace);
    const Parameters parameters(spec, info);
    // With the strict comparison a tolerance of 0 never agrees: a default would be a quiet way to get no exits at all.
    if (trace.isRegression() && !spec.parameters.contains("tolerance"))
        parameters.fail("tolerance", "is missing, and the task is regression", "give one, such as tolerance=0.25");
    return std::make_unique<Patience>(
        parameters.integer("patience", 0), parameters.real("tolerance"), allowedExits(spec, trace));
}

} // namespace

const PolicyType& patiencePolicy()
{
    static const PolicyType type { describe(), make, nullptr, nullptr };
    return type;
}

} // namespace exitscope::policy
