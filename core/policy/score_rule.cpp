#include "core/policy/score_rule.h"

#include "core/policy/parameters.h"
#include "core/policy/running_policy.h"

#include <algorithm>

namespace exitscope::policy {

namespace {

class ThresholdPolicy final : public Policy
{
public:
    ThresholdPolicy(std::unique_ptr<ScoreRule> rule, std::vector<std::int32_t> allowed, std::vector<float> thresholds)
        : m_rule(std::move(rule))
        , m_allowed(std::move(allowed))
        , m_thresholds(std::move(thresholds))
    {
    }

    Outcome decide(const trace::Trace& trace, std::int64_t first, std::int64_t last) const override
    {
        const auto exits = static_cast<std::size_t>(trace.exits());
        auto outcome = emptyOutcome(trace, static_cast<std::size_t>(last - first));
        std::vector<float> scores(static_cast<std::size_t>(blockUnits) * exits);
        std::vector<std::int32_t> classes(trace.isRegression() ? 0 : scores.size());
        for (std::int64_t begin = first; begin < last; begin += blockUnits) {
            const auto end = std::min(begin + blockUnits, last);
            const auto values = static_cast<std::size_t>(end - begin) * exits;
            m_rule->score(viewOf(trace, begin, end), std::span(scores).first(values),
                std::span(classes).first(classes.empty() ? 0 : values));
            for (std::int64_t unit = begin; unit < end; ++unit) {
                const auto row = static_cast<std::size_t>(unit - begin) * exits;
                leaveAt(outcome, trace, unit, static_cast<std::size_t>(unit - first), firstPassed(&scores[row]),
                    classes.empty() ? nullptr : &classes[row]);
            }
        }
        return outcome;
    }

private:
    std::int32_t firstPassed(const float* scores) const
    {
        for (std::size_t k = 0; k + 1 < m_allowed.size(); ++k) {
            const auto exit = static_cast<std::size_t>(m_allowed[k]);
            if (passes(m_rule->passes(), scores[exit], m_thresholds[exit]))
                return m_allowed[k];
        }
        return m_allowed.back();
    }

    std::unique_ptr<ScoreRule> m_rule;
    std::vector<std::int32_t> m_allowed;
    std::vector<float> m_thresholds;
};

/// The same rule on units as they come: nothing is kept of them.
class RunningThreshold final : public RunningPolicy
{
public:
    RunningThreshold(std::vector<std::int32_t> exits, bool wantsHeads, std::unique_ptr<ScoreRule> rule,
        std::vector<float> thresholds)
        : RunningPolicy(std::move(exits), wantsHeads)
        , m_rule(std::move(rule))
        , m_thresholds(std::move(thresholds))
    {
    }

private:
    void choose(std::span<const std::int64_t>, const ExitView& view, std::span<std::uint8_t> leaves) override
    {
        std::vector<float> scores(leaves.size());
        m_rule->score(view, scores, {});
        const float threshold = m_thresholds[static_cast<std::size_t>(view.firstExit)];
        for (std::size_t i = 0; i < leaves.size(); ++i)
            leaves[i] = policy::passes(m_rule->passes(), scores[i], threshold) ? 1 : 0;
    }

    std::unique_ptr<ScoreRule> m_rule;
    std::vector<float> m_thresholds;
};

} // namespace

std::unique_ptr<RunningPolicy> makeRunningThreshold(
    const PolicySpec& spec, const RunFacts& facts, std::unique_ptr<ScoreRule> rule)
{
    const auto& info = policyNamed(spec.name).info;
    requireSuited(info, facts);
    auto thresholds
        = Parameters(spec, info).perExit("threshold", static_cast<std::int64_t>(facts.exitLayer.size()), true);
    const bool wantsHeads = info.triesEveryHead || info.needsCascade; // a complete model's cost holds its head
    return std::make_unique<RunningThreshold>(
        allowedExits(spec, facts.exitLayer), wantsHeads, std::move(rule), std::move(thresholds));
}

std::unique_ptr<Policy> makeThresholdPolicy(const PolicySpec& spec, const trace::Trace& trace)
{
    const auto& type = policyNamed(spec.name);
    auto thresholds = Parameters(spec, type.info).perExit("threshold", trace.exits(), true);
    return std::make_unique<ThresholdPolicy>(
        type.rule(spec, trace), allowedExits(spec, trace), std::move(thresholds));
}

ScoreTable scoreTable(const PolicySpec& spec, const trace::Trace& trace)
{
    const auto rule = policyNamed(spec.name).rule(spec, trace);
    const auto exits = static_cast<std::size_t>(trace.exits());
    const auto units = static_cast<std::size_t>(trace.units());
    ScoreTable table;
    table.passes = rule->passes();
    table.units = trace.units();
    table.exits = trace.exits();
    table.scores.resize(exits * units);
    table.predictions.resize(trace.isRegression() ? 0 : exits * units);
    std::vector<float> scores(static_cast<std::size_t>(blockUnits) * exits);
    std::vector<std::int32_t> classes(trace.isRegression() ? 0 : scores.size());
    for (std::size_t begin = 0; begin < units; begin += blockUnits) {
        const auto count = std::min<std::size_t>(blockUnits, units - begin);
        rule->score(viewOf(trace, static_cast<std::int64_t>(begin), static_cast<std::int64_t>(begin + count)),
            std::span(scores).first(count * exits), std::span(classes).first(classes.empty() ? 0 : count * exits));
        for (std::size_t e = 0; e < exits; ++e) {
            for (std::size_t u = 0; u < count; ++u)
                table.scores[e * units + begin + u] = scores[u * exits + e];
            for (std::size_t u = 0; u < (classes.empty() ? 0 : count); ++u)
                table.predictions[e * units + begin + u] = classes[u * exits + e];
        }
    }
    return table;
}

ParameterInfo thresholdParameter(std::string help, const ScoreRange& range)
{
    ParameterInfo info;
    info.key = "threshold";
    info.title = "Threshold";
    info.help = std::move(help);
    info.kind = ParameterKind::Real;
    info.minimum = range.useful.first;
    info.maximum = range.useful.second;
    info.least = range.possible.first;
    info.most = range.possible.second;
    info.perExit = true;
    info.isThreshold = true;
    return info;
}

Outcome emptyOutcome(const trace::Trace& trace, std::size_t count)
{
    Outcome outcome;
    outcome.exit.resize(count);
    if (trace.isRegression())
        outcome.predictedValue.resize(count);
    else
        outcome.predictedClass.resize(count);
    return outcome;
}

void leaveAt(Outcome& outcome, const trace::Trace& trace, std::int64_t unit, std::size_t slot, std::int32_t exit,
    const std::int32_t* classes)
{
    outcome.exit[slot] = exit;
    if (classes)
        outcome.predictedClass[slot] = classes[exit];
    else
        outcome.predictedValue[slot] = trace.logits(unit, exit).front();
}

} // namespace exitscope::policy
