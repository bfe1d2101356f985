#include "core/policy/parameters.h"
#include "core/policy/policies.h"
#include "core/policy/running_policy.h"
#include "core/policy/softmax_scores.h"
#include "core/policy/walk_units.h"

#include <algorithm>
#include <cmath>
#include <type_traits>
#include <utility>

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
    tolerance.least = 0;
    tolerance.fallback = "0";
    info.parameters = withCommonParameters({ patience, tolerance });
    info.worksForRegression = true;
    return info;
}

/// The rule itself, one answer after the other.
struct PatienceRule
{
    std::int64_t patience = 0;
    float tolerance = 0;

    bool agree(std::int32_t before, std::int32_t now) const { return before == now; }
    bool agree(float before, float now) const { return std::abs(before - now) < tolerance; }
    /// Counts one more answer into the `run` of agreements; whether that is enough.
    template <typename Run> bool isEnough(Run& run, bool agrees) const
    {
        run = agrees ? run + 1 : 0;
        return patience > 0 && run == patience;
    }
};

class Patience final : public Policy
{
public:
    Patience(PatienceRule rule, std::vector<std::int32_t> allowed)
        : m_rule(rule)
        , m_allowed(std::move(allowed))
    {
    }

    Outcome decide(const trace::Trace& trace, std::int64_t first, std::int64_t last) const override
    {
        return walkUnits(trace, first, last, [&](std::int64_t unit, const std::int32_t* classes) {
            if (classes)
                return leave([classes](std::int32_t exit) { return classes[exit]; });
            return leave([&](std::int32_t exit) { return trace.logits(unit, exit).front(); });
        });
    }

private:
    template <typename Answer> std::int32_t leave(const Answer& answer) const
    {
        std::int64_t run = 0;
        for (std::size_t k = 1; k + 1 < m_allowed.size(); ++k)
            if (m_rule.isEnough(run, m_rule.agree(answer(m_allowed[k - 1]), answer(m_allowed[k]))))
                return m_allowed[k];
        return m_allowed.back();
    }

    PatienceRule m_rule;
    std::vector<std::int32_t> m_allowed;
};

/// Remembers of every unit its last answer and how often that has been repeated.
template <typename Answer> class RunningPatience final : public RunningPolicy
{
public:
    RunningPatience(PatienceRule rule, std::vector<std::int32_t> exits, std::int64_t units)
        : RunningPolicy(std::move(exits), true)
        , m_rule(rule)
        , m_before(static_cast<std::size_t>(units))
        , m_runs(static_cast<std::size_t>(units))
    {
    }

private:
    void choose(
        std::span<const std::int64_t> units, const ExitView& view, std::span<std::uint8_t> leaves) override
    {
        std::vector<Answer> answers(units.size());
        if constexpr (std::is_same_v<Answer, float>)
            std::copy(view.logits.begin(), view.logits.end(), answers.begin());
        else
            largestLogit(view.logits, view.classes, answers);
        const bool isFirst = view.firstExit == exits().front();
        for (std::size_t i = 0; i < units.size(); ++i) {
            const auto unit = static_cast<std::size_t>(units[i]);
            const Answer before = std::exchange(m_before[unit], answers[i]);
            if (isFirst)
                m_runs[unit] = 0;
            leaves[i] = !isFirst && m_rule.isEnough(m_runs[unit], m_rule.agree(before, answers[i])) ? 1 : 0;
        }
    }

    PatienceRule m_rule;
    std::vector<Answer> m_before;      ///< [U]
    std::vector<std::int32_t> m_runs;  ///< [U]
};

PatienceRule ruleOf(const PolicySpec& spec, bool isRegression)
{
    const Parameters parameters(spec, patiencePolicy().info);
    // With the strict comparison a tolerance of 0 never agrees: a default would be a quiet way to get no exits at all.
    if (isRegression && !spec.parameters.contains("tolerance"))
        parameters.fail("tolerance", "is missing, and the task is regression", "give one, such as tolerance=0.25");
    return { parameters.integer("patience", 0), parameters.real("tolerance") };
}

std::unique_ptr<Policy> make(const PolicySpec& spec, const trace::Trace& trace)
{
    requireSuited(patiencePolicy().info, trace);
    return std::make_unique<Patience>(ruleOf(spec, trace.isRegression()), allowedExits(spec, trace));
}

std::unique_ptr<RunningPolicy> run(const PolicySpec& spec, const RunFacts& facts)
{
    requireSuited(patiencePolicy().info, facts);
    const auto rule = ruleOf(spec, facts.classes == 1);
    auto exits = allowedExits(spec, facts.exitLayer);
    if (facts.classes == 1)
        return std::make_unique<RunningPatience<float>>(rule, std::move(exits), facts.units);
    return std::make_unique<RunningPatience<std::int32_t>>(rule, std::move(exits), facts.units);
}

} // namespace

const PolicyType& patiencePolicy()
{
    static const PolicyType type { describe(), make, nullptr, nullptr, run };
    return type;
}

} // namespace exitscope::policy
