#include "app/analysis/live_policy.h"

#include "core/metric/exit_metrics.h"
#include "core/policy/exact_curve.h"
#include "core/policy/policy.h"
#include "core/policy/replayer.h"
#include "core/sweep/evaluate.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <limits>

namespace exitscope::app {

namespace {

constexpr double allowedLoss = 0.01;

QString numberText(double value)
{
    return QString::number(value, 'g', 17);
}

/// What all rules share: the evaluator, each exit alone, and a state from an outcome.
class PreparedPolicy : public LivePolicy
{
public:
    PreparedPolicy(std::shared_ptr<const trace::Trace> trace, const ScrubbedRule& rule)
        : m_evaluator(trace)
    {
        m_rule = rule;
        m_trace = std::move(trace);
        if (!m_evaluator.metrics().empty())
            m_metric = metric::nameOf(m_evaluator.metrics().front());
        for (const auto& values : metric::perExit(m_evaluator.metrics(), *m_trace))
            if (!values.empty())
                m_metricByExit.push_back(values.front().second);
    }

protected:
    policy::PolicySpec specAt(double value) const
    {
        return { m_rule.policy, { { m_rule.parameter, numberText(value).toStdString() } } };
    }

    LiveState stateOf(const policy::PolicySpec& spec, const policy::Outcome& outcome) const
    {
        LiveState state;
        state.point = m_evaluator.pointOf(spec, outcome);
        state.exits = outcome.exit;
        if (!m_trace->isRegression() && m_trace->hasLabels())
            for (const auto& share : metric::conditionalAccuracy(*m_trace, outcome))
                state.rightWhereLeft.push_back(share.labelled > 0
                        ? static_cast<double>(share.correct) / static_cast<double>(share.labelled)
                        : std::numeric_limits<double>::quiet_NaN());
        return state;
    }

    void addToCurve(double value, const sweep::Point& point)
    {
        m_curve.value.push_back(value);
        m_curve.layerSpeedup.push_back(point.layerSpeedup());
        m_curve.flopsRatio.push_back(point.flopsRatio());
        m_curve.meanExit.push_back(point.meanExit());
        if (!point.metrics.empty())
            m_curve.metric.push_back(point.metrics.front().second);
    }

    /// The cheapest value whose metric is within one per cent of the full model's.
    void chooseInitial()
    {
        double cheapest = std::numeric_limits<double>::infinity();
        m_initial = m_breakpoints.empty() ? 0 : m_breakpoints[m_breakpoints.size() / 2];
        if (m_curve.metric.empty() || m_metricByExit.empty())
            return;
        for (std::size_t i = 0; i < m_curve.value.size(); ++i)
            if (m_curve.metric[i] >= m_metricByExit.back() - allowedLoss && m_curve.meanExit[i] < cheapest) {
                cheapest = m_curve.meanExit[i];
                m_initial = m_curve.value[i];
            }
    }

    sweep::Evaluator m_evaluator;
};

/// Patience and fixed layer: so few values that each outcome is kept.
class CountedPolicy final : public PreparedPolicy
{
public:
    CountedPolicy(std::shared_ptr<const trace::Trace> trace, const ScrubbedRule& rule)
        : PreparedPolicy(std::move(trace), rule)
    {
        for (const int value : valuesOf(*m_trace, rule)) {
            const auto spec = specAt(value);
            auto state = stateOf(spec, policy::replay(*m_trace, spec));
            m_breakpoints.push_back(value);
            addToCurve(value, state.point);
            m_states.push_back(std::move(state));
        }
        chooseInitial();
    }

    LiveState at(double value) override
    {
        const auto it = std::lower_bound(m_breakpoints.begin(), m_breakpoints.end(), value - 0.5);
        const auto index = std::min<std::size_t>(static_cast<std::size_t>(it - m_breakpoints.begin()), m_states.size() - 1);
        return m_states[index];
    }

private:
    static std::vector<int> valuesOf(const trace::Trace& trace, const ScrubbedRule& rule)
    {
        if (rule.parameter == "layer")
            return { trace.exitLayer().begin(), trace.exitLayer().end() };
        std::vector<int> values;
        for (int value = static_cast<int>(rule.low); value <= static_cast<int>(rule.high); ++value)
            values.push_back(value);
        return values;
    }

    std::vector<LiveState> m_states; ///< beside m_breakpoints
};

/// Entropy, confidence, margin, saturation, a learned score: any threshold, by moving only the units it concerns.
class ThresholdPolicy final : public PreparedPolicy
{
public:
    ThresholdPolicy(std::shared_ptr<const trace::Trace> trace, const ScrubbedRule& rule)
        : PreparedPolicy(std::move(trace), rule)
        , m_replayer(policy::Replayer::build({ rule.policy, { { rule.parameter, "0" } } }, *m_trace))
    {
        if (!m_trace->isRegression()) {
            m_classes.resize(static_cast<std::size_t>(m_trace->units() * m_trace->exits()));
            policy::predictClasses(*m_trace, 0, m_trace->units(), m_classes);
        }
        const auto curve = policy::exactCurve(m_replayer->moves());
        m_breakpoints.assign(curve->threshold.begin(), curve->threshold.end());
        std::sort(m_breakpoints.begin(), m_breakpoints.end());
        for (const std::size_t i : shownPoints(*curve)) {
            const double threshold = curve->threshold[i];
            addToCurve(threshold, stateAt(threshold).point);
        }
        chooseInitial();
    }

    LiveState at(double value) override { return stateAt(value); }

private:
    static constexpr std::size_t mostShown = 400;

    LiveState stateAt(double threshold)
    {
        policy::Outcome outcome;
        outcome.exit = m_replayer->at(threshold).exit;
        for (std::int64_t unit = 0; unit < m_trace->units(); ++unit) {
            const auto exit = outcome.exit[static_cast<std::size_t>(unit)];
            if (m_trace->isRegression())
                outcome.predictedValue.push_back(m_trace->logits(unit, exit).front());
            else
                outcome.predictedClass.push_back(m_classes[static_cast<std::size_t>(unit * m_trace->exits() + exit)]);
        }
        return stateOf(specAt(threshold), outcome);
    }

    /// The frontier by the task's metric where the curve has it, else every outcome; thinned evenly where there are more
    /// than a line can show.
    std::vector<std::size_t> shownPoints(const policy::ExactCurve& curve) const
    {
        std::vector<std::size_t> points;
        if (m_metric == "accuracy" && !curve.correct.empty()) {
            points = curve.front(curve.accuracies());
        } else {
            points.resize(curve.size());
            for (std::size_t i = 0; i < points.size(); ++i)
                points[i] = i;
        }
        if (points.size() <= mostShown)
            return points;
        std::vector<std::size_t> some;
        for (std::size_t i = 0; i < mostShown; ++i)
            some.push_back(points[i * (points.size() - 1) / (mostShown - 1)]);
        return some;
    }

    std::unique_ptr<policy::Replayer> m_replayer;
    std::vector<std::int32_t> m_classes; ///< [U, E] class of every exit; empty for regression
};

const policy::ParameterInfo* scrubbedParameter(const policy::PolicyInfo& info)
{
    for (const auto& parameter : info.parameters)
        if (parameter.isThreshold || parameter.key == "patience" || parameter.key == "votes"
            || parameter.key == "layer")
            return &parameter;
    return nullptr;
}

} // namespace

std::vector<ScrubbedRule> scrubbedRules(const trace::Trace& trace)
{
    std::vector<ScrubbedRule> rules;
    for (const auto* type : policy::allPolicies()) {
        const auto& info = type->info;
        const auto* parameter = scrubbedParameter(info);
        const bool isSuited = (trace.isRegression() ? info.worksForRegression : info.worksForClasses)
            && (!info.needsSimilarity || !trace.similarity().empty())
            && (!info.needsCascade || trace.isCascade()) && (!info.needsLearned || !trace.learned().empty()) && (!info.needsLabels || trace.hasLabels());
        if (!parameter || !isSuited)
            continue;
        ScrubbedRule rule { info.name, parameter->key, QString::fromStdString(info.title), !parameter->isThreshold,
            parameter->minimum, parameter->maximum };
        if (parameter->key == "votes")
            rule.high = static_cast<double>(trace.exits());
        if (parameter->key == "patience")
            rule.high = static_cast<double>(std::max<std::int64_t>(1, trace.exits() - 1));
        if (parameter->key == "layer") {
            rule.low = trace.exitLayer().front();
            rule.high = trace.exitLayer().back();
        }
        rules.push_back(std::move(rule));
    }
    // The rule to look at first: most papers' baseline, defined for every classifier.
    std::stable_partition(rules.begin(), rules.end(), [](const auto& rule) { return rule.policy == "entropy"; });
    return rules;
}

std::shared_ptr<LivePolicy> prepareLivePolicy(std::shared_ptr<const trace::Trace> trace, const ScrubbedRule& rule)
{
    if (rule.isInteger)
        return std::make_shared<CountedPolicy>(std::move(trace), rule);
    return std::make_shared<ThresholdPolicy>(std::move(trace), rule);
}

} // namespace exitscope::app
