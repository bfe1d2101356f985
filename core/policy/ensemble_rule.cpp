#include "core/policy/ensemble_rule.h"

#include "core/error.h"
#include "core/policy/exit_mean.h"
#include "core/policy/parameters.h"
#include "core/policy/running_policy.h"
#include "core/policy/score_rule.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace exitscope::policy {

namespace {

class EnsembleRule final : public ScoreRule
{
public:
    EnsembleRule(ExitMean mean, std::vector<std::int32_t> allowed)
        : m_mean(std::move(mean))
        , m_allowed(std::move(allowed))
    {
    }

    Passes passes() const override { return m_mean.settings().passes; }
    bool predictsAsExits() const override { return false; }

    /// The view has all exits.
    void score(const ExitView& view, std::span<float> scores, std::span<std::int32_t> predictions) const override
    {
        const auto classes = static_cast<std::size_t>(view.classes);
        const auto exits = static_cast<std::size_t>(view.exits);
        std::vector<float> rows = m_mean.rowsOf(view);
        std::vector<bool> counts(scores.size(), false); // where a unit may leave
        std::vector<double> sums(classes);
        for (std::size_t first = 0; first < scores.size(); first += exits) {
            std::fill(sums.begin(), sums.end(), 0.0);
            double total = 0;
            for (std::size_t k = 0; k < m_allowed.size(); ++k) {
                const auto at = first + static_cast<std::size_t>(m_allowed[k]);
                counts[at] = m_mean.add(k, std::span(rows).subspan(at * classes, classes), sums, total);
            }
        }
        m_mean.score(rows, view.classes, scores);
        for (std::size_t i = 0; i < scores.size(); ++i)
            if (!counts[i])
                scores[i] = std::numeric_limits<float>::quiet_NaN();
        if (!predictions.empty())
            largestLogit(rows, view.classes, predictions);
    }

private:
    ExitMean m_mean;
    std::vector<std::int32_t> m_allowed;
};

/// The sums of every unit, one exit after the other.
class RunningEnsemble final : public RunningPolicy
{
public:
    RunningEnsemble(ExitMean mean, std::vector<std::int32_t> exits, std::vector<float> thresholds, const RunFacts& facts)
        : RunningPolicy(std::move(exits), true)
        , m_mean(std::move(mean))
        , m_thresholds(std::move(thresholds))
        , m_classes(static_cast<std::size_t>(facts.classes))
        , m_sums(static_cast<std::size_t>(facts.units) * m_classes)
        , m_totals(static_cast<std::size_t>(facts.units))
    {
    }

    void answer(std::span<const std::int64_t> units, const ExitView& view, std::span<std::int32_t> classes,
        std::span<float>) const override
    {
        std::vector<float> rows(units.size() * m_classes, std::numeric_limits<float>::quiet_NaN());
        for (std::size_t i = 0; i < units.size(); ++i) {
            const auto unit = static_cast<std::size_t>(units[i]);
            ExitMean::divide(std::span(m_sums).subspan(unit * m_classes, m_classes), m_totals[unit],
                std::span(rows).subspan(i * m_classes, m_classes));
        }
        largestLogit(rows, view.classes, classes);
    }

private:
    void choose(std::span<const std::int64_t> units, const ExitView& view, std::span<std::uint8_t> leaves) override
    {
        const auto k = static_cast<std::size_t>(
            std::lower_bound(exits().begin(), exits().end(), static_cast<std::int32_t>(view.firstExit)) - exits().begin());
        std::vector<float> rows = m_mean.rowsOf(view);
        std::vector<bool> counts(units.size());
        for (std::size_t i = 0; i < units.size(); ++i) {
            const auto unit = static_cast<std::size_t>(units[i]);
            const auto sums = std::span(m_sums).subspan(unit * m_classes, m_classes);
            if (k == 0) {
                std::fill(sums.begin(), sums.end(), 0.0);
                m_totals[unit] = 0;
            }
            counts[i] = m_mean.add(k, std::span(rows).subspan(i * m_classes, m_classes), sums, m_totals[unit]);
        }
        std::vector<float> scores(units.size());
        m_mean.score(rows, view.classes, scores);
        const float threshold = m_thresholds[static_cast<std::size_t>(view.firstExit)];
        for (std::size_t i = 0; i < units.size(); ++i)
            leaves[i] = counts[i] && passes(m_mean.settings().passes, scores[i], threshold) ? 1 : 0;
    }

    ExitMean m_mean;
    std::vector<float> m_thresholds;
    std::size_t m_classes;
    std::vector<double> m_sums;   ///< [U, C]
    std::vector<double> m_totals; ///< [U] of the weights
};

std::optional<ExitMean::Kind> ensembleOf(const PolicySpec& spec)
{
    const auto& name = Parameters(spec, policyNamed(spec.name).info).text("ensemble");
    if (name == "none")
        return std::nullopt;
    return name == "mean" ? ExitMean::Kind::Plain
        : name == "weighted" ? ExitMean::Kind::Weighted
                             : ExitMean::Kind::Geometric;
}

} // namespace

ParameterInfo ensembleParameter()
{
    ParameterInfo info;
    info.key = "ensemble";
    info.title = "Ensemble";
    info.help = "Score and answer come from this exit alone (none), or from the mean of all allowed exits so far: plain, "
                "weighted 1, 2, 3, … towards the deeper ones, or geometric.";
    info.kind = ParameterKind::Choice;
    info.choices = { "none", "mean", "weighted", "geometric" };
    info.fallback = "none";
    return info;
}

std::unique_ptr<ScoreRule> makeExitsRule(const PolicySpec& spec, const RuleShape& shape, SoftmaxSettings settings)
{
    const auto ensemble = ensembleOf(spec);
    const auto isOne = [](float temperature) { return temperature == 1.0F; };
    if (!shape.hasLogits && (ensemble || !std::ranges::all_of(settings.temperature, isOne)))
        throw InputError("policy \"" + spec.name + "\": " + (ensemble ? "an ensemble" : "a temperature")
                + " needs the logits of all classes, and a compact trace keeps none",
            ensemble ? "leave \"ensemble\" out" : "leave \"temperature\" out");
    if (!shape.hasLogits)
        settings.temperature.clear();
    if (!ensemble)
        return makeSoftmaxRule(std::move(settings));
    return std::make_unique<EnsembleRule>(ExitMean(*ensemble, std::move(settings)), allowedExits(spec, shape.exitLayer));
}

std::unique_ptr<RunningPolicy> makeRunningExits(const PolicySpec& spec, const RunFacts& facts, SoftmaxSettings settings)
{
    const auto ensemble = ensembleOf(spec);
    if (!ensemble)
        return makeRunningThreshold(spec, facts, makeSoftmaxRule(std::move(settings)));
    const auto& info = policyNamed(spec.name).info;
    requireSuited(info, facts);
    auto thresholds = Parameters(spec, info).perExit("threshold", std::ssize(facts.exitLayer), true);
    return std::make_unique<RunningEnsemble>(ExitMean(*ensemble, std::move(settings)),
        allowedExits(spec, facts.exitLayer), std::move(thresholds), facts);
}

} // namespace exitscope::policy
