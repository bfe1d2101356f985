#include "tests/core/policy/example_policy.h"

#include "core/policy/parameters.h"
#include "core/policy/running_policy.h"
#include "core/policy/score_rule.h"
#include "core/policy/softmax_scores.h"

#include <cmath>

namespace exitscope::policy {

namespace {

/// ln Σ exp z of each exit. A NaN logit makes a NaN score, which never passes.
class Energy final : public ScoreRule
{
public:
    Passes passes() const override { return Passes::AtLeast; }

    void score(const ExitView& view, std::span<float> scores, std::span<std::int32_t> predictions) const override
    {
        const auto classes = static_cast<std::size_t>(view.classes);
        for (std::size_t row = 0; row < scores.size(); ++row) {
            double sum = 0;
            for (const float z : view.logits.subspan(row * classes, classes))
                sum += std::exp(static_cast<double>(z));
            scores[row] = static_cast<float>(std::log(sum));
        }
        if (!predictions.empty())
            largestLogit(view.logits, view.classes, predictions);
    }
};

std::unique_ptr<ScoreRule> rule(const PolicySpec&, const trace::Trace& trace)
{
    requireSuited(energyPolicy().info, trace); // C = 1, a missing tensor: said before any work
    return std::make_unique<Energy>();
}

std::unique_ptr<RunningPolicy> run(const PolicySpec& spec, const RunFacts& facts)
{
    return makeRunningThreshold(spec, facts, std::make_unique<Energy>());
}

} // namespace

const PolicyType& energyPolicy()
{
    static const PolicyType type {
        { .name = "energy", .title = "Energy", .help = "Leaves when ln Σ exp z is this large.",
            .parameters = withCommonParameters({ thresholdParameter(
                "From which a unit leaves.", { .useful = { 0, 10 }, .possible = { -100, 100 } }) }) },
        makeThresholdPolicy, scoreTable, rule, run };
    return type;
}

} // namespace exitscope::policy
