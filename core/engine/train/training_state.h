#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace exitscope::engine {

/// Losses summed over steps.
struct LossSums
{
    std::vector<double> losses;
    double weighted = 0; ///< what is minimised
    std::int64_t steps = 0;

    void add(const std::vector<double>& stepLosses, double stepWeighted);
    double mean(double sum) const { return sum / static_cast<double>(steps); }
};

/// All that a run needs to go on as if it had not been killed. Order, masks and dropout are functions of the seed
/// and these counters.
struct TrainingState
{
    std::int64_t phase = 0;
    std::int64_t step = 0;       ///< done in this phase
    std::int64_t totalSteps = 0; ///< done in all phases
    double seconds = 0;
    at::Tensor weights, mean, square; ///< flat, of this phase's layout
    at::Tensor best;             ///< undefined before the first evaluation
    double bestScore = 0;
    std::vector<double> bestDev;
    LossSums losses;             ///< since the last line of the log
    bool owesJudgement = false;  ///< the step was taken, but the evaluation after it was not
    std::int64_t judgements = 0; ///< in all phases
    std::optional<double> stopScore; ///< early stopping: the score that is to be bettered, and how often it was not
    std::int64_t stale = 0;
    std::int64_t logBytes = 0, curveBytes = 0; ///< of train.log and learning.jsonl; what was written later is cut off
};

/// One file, replaced atomically. `identity` (a hash of the configuration) ties it to its run.
void saveTrainingState(const std::filesystem::path& file, const TrainingState& state, const std::string& identity);

/// Throws InputError when the file is damaged or of another configuration.
TrainingState loadTrainingState(const std::filesystem::path& file, const std::string& identity);

} // namespace exitscope::engine
