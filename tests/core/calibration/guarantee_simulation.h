#pragma once

#include "core/calibration/p_value.h"
#include "core/calibration/procedure.h"

#include <cstdint>
#include <string>
#include <vector>

namespace exitscope::test {

/// How the losses of the settings hang together in one synthetic calibration draw.
enum class LossModel {
    Nested,      ///< 0 or 1, by one random number an example: a safer setting never loses where a bolder one does not
    Graded,      ///< the same, but a loss is a random share of 1: valid for every p-value but the binomial
    Independent, ///< 0 or 1, every setting by itself: what tests of many settings must stand
};

/// Calibration draws from settings whose true risks are known, the safest first.
struct SimulationOptions
{
    std::vector<double> risks;
    LossModel model = LossModel::Nested;
    std::int64_t examples = 300;
    std::int64_t draws = 10'000;
    double delta = 0.1, epsilon = 0.05;
    std::uint64_t seed = 1;
};

/// How one way to choose did over all draws.
struct SimulationResult
{
    std::string rule;          ///< "hoeffding-bentkus, holm"; "naive" and "uncorrected", which promise nothing
    double violations = 0;     ///< share of draws whose choice has a true risk above delta
    double meanRisk = 0;       ///< true risk of the choice; 0 for the full model
    double meanDepth = 0;      ///< 1 = the full model, down to 1 / (K + 1) = the boldest setting, in even steps
    double withoutExit = 0;    ///< share of draws that chose the full model
    bool isGuaranteed = true;
};

/// Every p-value that is valid for the model with every procedure, then the two that go wrong: "naive" takes the boldest
/// setting whose mean loss is at most delta, "uncorrected" the boldest with p <= epsilon.
std::vector<SimulationResult> simulateGuarantee(const SimulationOptions& options);

/// What a share that is epsilon in truth stays below in so many draws, but once in a thousand times.
double withinMonteCarlo(double epsilon, std::int64_t draws);

/// Risks that rise through delta, with one just above it: the hardest to tell apart.
std::vector<double> risingRisks(double delta);

} // namespace exitscope::test
