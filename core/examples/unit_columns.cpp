#include "core/examples/unit_columns.h"

#include "core/policy/exit_answers.h"
#include "core/policy/parameters.h"

#include <algorithm>
#include <cmath>

namespace exitscope::examples {

namespace {

/// The answers under a threshold rule where they are not the exits' own; else null.
std::shared_ptr<const std::vector<std::int32_t>> ruleClasses(const policy::PolicySpec& spec, const trace::Trace& trace)
{
    const auto rule = policy::policyNamed(spec.name).rule(spec, trace);
    if (trace.isRegression() || rule->predictsAsExits())
        return nullptr;
    auto classes = std::make_shared<std::vector<std::int32_t>>(
        static_cast<std::size_t>(trace.units() * trace.exits()));
    policy::exitClasses(spec, trace, 0, trace.units(), *classes);
    return classes;
}

} // namespace

bool hasSlack(const policy::PolicySpec& spec)
{
    const auto threshold = spec.parameters.find("threshold");
    return policy::policyNamed(spec.name).rule && threshold != spec.parameters.end()
        && policy::parseReal(threshold->second).has_value();
}

std::shared_ptr<const Decision> decide(
    const Answers& answers, const policy::PolicySpec* spec, WithSlack withSlack, const JobContext& job)
{
    const auto& trace = *answers.trace;
    auto decision = std::make_shared<Decision>();
    if (!spec) {
        decision->exits.assign(static_cast<std::size_t>(trace.units()), static_cast<std::int32_t>(trace.exits() - 1));
        return decision;
    }
    auto outcome = policy::replay(trace, *spec);
    decision->exits = std::move(outcome.exit);
    decision->predicted = std::move(outcome.predictedClass);
    if (withSlack == WithSlack::No || !hasSlack(*spec))
        return job.proceed() ? decision : nullptr;
    decision->threshold = *policy::parseReal(spec->parameters.at("threshold"));
    decision->ruleClasses = ruleClasses(*spec, trace);
    decision->slack = SlackIndex::build(
        *spec, trace, decision->ruleClasses ? std::span(*decision->ruleClasses) : std::span(answers.classes), job);
    return decision->slack ? decision : nullptr;
}

UnitColumns::UnitColumns(std::shared_ptr<const Answers> answers, std::shared_ptr<const Decision> decision,
    std::shared_ptr<const TagSet> tags)
    : m_answers(std::move(answers))
    , m_decision(std::move(decision))
    , m_tags(std::move(tags))
{
}

std::int32_t UnitColumns::predictedClass(std::int64_t unit) const
{
    if (!m_decision->predicted.empty())
        return m_decision->predicted[static_cast<std::size_t>(unit)];
    if (m_decision->ruleClasses)
        return (*m_decision->ruleClasses)[static_cast<std::size_t>(unit * trace().exits() + exit(unit))];
    return m_answers->classAt(unit, exit(unit));
}

float UnitColumns::target(std::int64_t unit) const
{
    return trace().targets().empty() ? std::numeric_limits<float>::quiet_NaN()
                                     : trace().targets()[static_cast<std::size_t>(unit)];
}

float UnitColumns::confidence(std::int64_t unit) const
{
    if (trace().isRegression())
        return std::numeric_limits<float>::quiet_NaN();
    return policy::confidenceAt(trace(), unit, exit(unit));
}

Verdict UnitColumns::verdict(std::int64_t unit) const
{
    const auto label = m_answers->labelOf(unit);
    if (label < 0 || trace().isRegression())
        return Verdict::Unknown;
    return predictedClass(unit) == label ? Verdict::Right : Verdict::Wrong;
}

bool UnitColumns::agrees(std::int64_t unit) const
{
    return trace().isRegression() ? predictedValue(unit) == fullValue(unit) : predictedClass(unit) == fullClass(unit);
}

Slack UnitColumns::slack(std::int64_t unit) const
{
    return hasSlack() ? m_decision->slack->at(unit, m_decision->threshold) : Slack {};
}

std::int32_t UnitColumns::length(std::int64_t unit) const
{
    return trace().length().empty() ? 0 : trace().length()[static_cast<std::size_t>(trace().exampleOf(unit))];
}

std::string UnitColumns::className(std::int64_t label) const
{
    if (label < 0)
        return {};
    const auto& names = trace().info().labelNames;
    const auto at = static_cast<std::size_t>(label);
    return at < names.size() ? names[at] : std::to_string(label);
}

} // namespace exitscope::examples
