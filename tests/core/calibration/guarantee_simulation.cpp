#include "tests/core/calibration/guarantee_simulation.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <random>

namespace exitscope::test {

namespace {

using namespace exitscope::calibration;

/// The bits of the standard's own generator as a number in [0, 1): the same on every machine.
double uniform(std::mt19937_64& random)
{
    return static_cast<double>(random() >> 11) * 0x1p-53;
}

/// Mean loss of every setting in one draw.
class Draw
{
public:
    explicit Draw(const SimulationOptions& options)
        : m_options(options)
        , m_random(options.seed)
    {
    }

    const std::vector<double>& next()
    {
        m_means.assign(m_options.risks.size(), 0);
        for (std::int64_t example = 0; example < m_options.examples; ++example)
            addExample();
        for (double& mean : m_means)
            mean /= static_cast<double>(m_options.examples);
        return m_means;
    }

private:
    void addExample()
    {
        const auto& risks = m_options.risks;
        if (m_options.model == LossModel::Independent) {
            for (std::size_t k = 0; k < risks.size(); ++k)
                m_means[k] += uniform(m_random) < risks[k] ? 1 : 0;
            return;
        }
        // A graded loss is uniform in [0, 1) where there is one, so it must be there twice as often.
        const bool isGraded = m_options.model == LossModel::Graded;
        const double at = uniform(m_random) * (isGraded ? 0.5 : 1);
        const double loss = isGraded ? uniform(m_random) : 1;
        for (auto k = static_cast<std::size_t>(std::upper_bound(risks.begin(), risks.end(), at) - risks.begin());
             k < risks.size(); ++k)
            m_means[k] += loss;
    }

    const SimulationOptions& m_options;
    std::mt19937_64 m_random;
    std::vector<double> m_means;
};

/// p-values of mean losses; those of whole numbers of losses are computed once.
class PValues
{
public:
    PValues(PValue kind, const SimulationOptions& options)
        : m_kind(kind)
        , m_options(options)
        , m_known(static_cast<std::size_t>(options.examples) + 1, -1)
    {
    }

    double of(double mean)
    {
        if (m_options.model == LossModel::Graded)
            return pValue(m_kind, mean, m_options.examples, m_options.delta);
        auto& known = m_known[static_cast<std::size_t>(std::llround(mean * static_cast<double>(m_options.examples)))];
        if (known < 0)
            known = pValue(m_kind, mean, m_options.examples, m_options.delta);
        return known;
    }

private:
    PValue m_kind;
    const SimulationOptions& m_options;
    std::vector<double> m_known;
};

using Choice = std::optional<std::size_t>;

template <typename Passes> Choice boldest(std::size_t count, const Passes& passes)
{
    for (std::size_t k = count; k > 0; --k)
        if (passes(k - 1))
            return k - 1;
    return std::nullopt;
}

void add(SimulationResult& result, const SimulationOptions& options, Choice choice)
{
    const double one = 1.0 / static_cast<double>(options.draws);
    if (!choice) {
        result.withoutExit += one;
        result.meanDepth += one;
        return;
    }
    const double risk = options.risks[*choice];
    result.violations += risk > options.delta ? one : 0;
    result.meanRisk += risk * one;
    result.meanDepth += one * (1 - static_cast<double>(*choice + 1) / static_cast<double>(options.risks.size() + 1));
}

constexpr Procedure procedures[] = { Procedure::FixedSequence, Procedure::Bonferroni, Procedure::Holm };

std::vector<PValue> validFor(LossModel model)
{
    std::vector<PValue> kinds { PValue::Hoeffding, PValue::HoeffdingKl, PValue::Bentkus, PValue::HoeffdingBentkus };
    if (model != LossModel::Graded)
        kinds.push_back(PValue::Binomial);
    return kinds;
}

std::vector<SimulationResult> blankResults(const std::vector<PValue>& kinds)
{
    std::vector<SimulationResult> results;
    for (const auto kind : kinds)
        for (const auto procedure : procedures) {
            results.emplace_back();
            results.back().rule = std::string(nameOf(kind)) + ", " + std::string(nameOf(procedure));
        }
    for (const char* rule : { "uncorrected", "naive" }) {
        results.emplace_back();
        results.back().rule = rule;
        results.back().isGuaranteed = false;
    }
    return results;
}

} // namespace

std::vector<SimulationResult> simulateGuarantee(const SimulationOptions& options)
{
    const auto kinds = validFor(options.model);
    auto results = blankResults(kinds);
    std::vector<PValues> tables;
    for (const auto kind : kinds)
        tables.emplace_back(kind, options);
    const auto count = options.risks.size();
    std::vector<double> p(count);
    Draw draw(options);
    for (std::int64_t i = 0; i < options.draws; ++i) {
        const auto& means = draw.next();
        auto result = results.begin();
        for (auto& table : tables) {
            std::transform(means.begin(), means.end(), p.begin(), [&](double mean) { return table.of(mean); });
            for (const auto procedure : procedures) {
                const auto tests = runProcedure({ procedure, options.epsilon, 1 }, p);
                add(*result++, options, boldest(count, [&](std::size_t k) { return tests[k].isRejected; }));
            }
        }
        add(*result++, options, boldest(count, [&](std::size_t k) { return p[k] <= options.epsilon; }));
        add(*result, options, boldest(count, [&](std::size_t k) { return means[k] <= options.delta; }));
    }
    return results;
}

double withinMonteCarlo(double epsilon, std::int64_t draws)
{
    return epsilon + 3.1 * std::sqrt(epsilon * (1 - epsilon) / static_cast<double>(draws));
}

std::vector<double> risingRisks(double delta)
{
    std::vector<double> risks;
    for (int step = 1; step <= 10; ++step)
        risks.push_back(delta * step / 10.5);
    risks.push_back(delta * 1.0001);
    for (int step = 1; step <= 9; ++step)
        risks.push_back(delta * (1 + step / 10.0));
    return risks;
}

} // namespace exitscope::test
