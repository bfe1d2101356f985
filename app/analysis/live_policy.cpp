#include "app/analysis/live_policy.h"

#include "app/analysis/policy_offer.h"
#include "app/plots/run_series.h"
#include "core/metric/exit_metrics.h"
#include "core/optimise/headroom.h"
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
        if (m_trace->hasLabels() && !m_trace->isRegression())
            m_oracle = optimise::references(
                m_evaluator, { m_rule.policy, m_rule.others }, optimise::CostAxis::Layers);
    }

protected:
    LiveState stateOf(const policy::PolicySpec& spec, const policy::Outcome& outcome) const
    {
        LiveState state;
        state.point = m_evaluator.pointOf(spec, outcome);
        state.exits = outcome.exit;
        if (!state.point.metrics.empty())
            state.headroom = optimise::headroomTaken(
                { optimise::costOf(state.point, optimise::CostAxis::Layers), state.point.metrics.front().second },
                m_oracle.fixed, m_oracle.oracleCorrect);
        state.answers = outcome.predictedClass;
        if (!m_trace->isRegression() && m_trace->hasLabels())
            for (const auto& share : metric::conditionalAccuracy(*m_trace, outcome))
                state.rightWhereLeft.push_back(share.labelled > 0
                        ? static_cast<double>(share.correct) / static_cast<double>(share.labelled)
                        : std::numeric_limits<double>::quiet_NaN());
        return state;
    }

    void addToCurve(double value, const sweep::Point& point)
    {
        m_curve.any = point;
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
    optimise::References m_oracle; ///< empty without labels and for regression
};

/// Patience, votes and fixed layers: so few values that each outcome is kept.
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
        constexpr int most = 64; // evenly spread where there are more
        const int low = static_cast<int>(rule.low);
        const int span = std::max(0, static_cast<int>(std::min(rule.high, rule.low + 1e6)) - low);
        const int count = std::min(span + 1, most);
        std::vector<int> values;
        for (int i = 0; i < count; ++i)
            values.push_back(count > 1 ? low + static_cast<int>(static_cast<std::int64_t>(span) * i / (count - 1)) : low);
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
        , m_replayer(policy::Replayer::build(specAt(0), *m_trace))
    {
        if (!m_trace->isRegression()) {
            m_classes.resize(static_cast<std::size_t>(m_trace->units() * m_trace->exits()));
            policy::exitClasses(specAt(0), *m_trace, 0, m_trace->units(), m_classes);
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

/// What else the rule must be told before it can run, with what most people would say.
std::map<std::string, std::string> neededOthers(
    const policy::PolicyInfo& info, const std::string& swept, const trace::Trace& trace)
{
    std::map<std::string, std::string> others;
    const auto offer = offerOf(info, trace);
    for (const auto& parameter : offer.parameters)
        if (parameter.key.toStdString() != swept && parameter.defaultValue.isEmpty())
            others[parameter.key.toStdString()]
                = widgets::usualValue(parameter, widgets::PanelUse::OnePoint).toStdString();
    if (info.name == "patience" && trace.isRegression())
        others["tolerance"] = "0.25"; // its default never agrees, and is refused
    return others;
}

} // namespace

policy::PolicySpec LivePolicy::specAt(double value) const
{
    policy::PolicySpec spec { m_rule.policy, m_rule.others };
    spec.parameters[m_rule.parameter] = numberText(value).toStdString();
    return spec;
}

std::vector<ScrubbedRule> scrubbedRules(const trace::Trace& trace)
{
    std::vector<ScrubbedRule> rules;
    for (const auto* type : policy::allPolicies()) {
        const std::string swept = sweptParameter(type->info.name);
        const bool isCounted = swept == "patience" || swept == "votes" || swept == "layer";
        if ((!isCounted && !type->rule) || !obstacle(type->info, trace).isEmpty())
            continue;
        const auto offer = offerOf(type->info, trace);
        const auto* parameter = offer.find(QString::fromStdString(swept));
        rules.push_back({ type->info.name, swept, offer.title, isCounted, parameter->low, parameter->high,
            neededOthers(type->info, swept, trace) });
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
