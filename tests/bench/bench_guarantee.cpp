// Whether the promise of Learn then Test holds, and what each p-value gives away: synthetic calibration draws from
// settings whose risks are known.

#include "bench.h"

#include "tests/core/calibration/guarantee_simulation.h"

namespace exitscope::bench {

namespace {

using test::LossModel;

constexpr std::int64_t draws = 10'000;

void addFigures(std::vector<Figure>& figures, const std::string& scene, const test::SimulationOptions& options)
{
    const double most = test::withinMonteCarlo(options.epsilon, options.draws);
    for (const auto& result : test::simulateGuarantee(options)) {
        const auto name = scene + ", " + result.rule + ": ";
        const double violations = 100 * result.violations;
        figures.push_back(result.isGuaranteed ? atMost(name + "risk above delta", violations, "% of draws", 100 * most)
                                              : forInformation(name + "risk above delta", violations, "% of draws"));
        figures.push_back(forInformation(name + "mean true risk", result.meanRisk, ""));
        figures.push_back(forInformation(name + "mean depth, full model 1", result.meanDepth, ""));
    }
}

std::vector<Figure> run()
{
    std::vector<Figure> figures;
    test::SimulationOptions options;
    options.draws = draws;
    options.risks = test::risingRisks(options.delta);
    addFigures(figures, "0/1", options);
    options.model = LossModel::Graded;
    addFigures(figures, "graded", options);
    options.model = LossModel::Independent;
    options.risks.assign(15, options.delta * 1.0001);
    addFigures(figures, "all just above", options);
    return figures;
}

const Registration registration { { "guarantee",
    "10,000 calibration draws of 300 examples from settings of known risk, delta 0.1, epsilon 0.05: share of choices "
    "whose true risk is above delta (goal: epsilon and 3.1 standard errors), and how far below it they stay",
    run } };

} // namespace

} // namespace exitscope::bench
