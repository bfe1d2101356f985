#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace exitscope::engine {

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
    std::vector<double> lossSums; ///< since the last line of the log, per exit (or one)
    std::int64_t lossSteps = 0;
    std::int64_t logBytes = 0;   ///< of train.log; what was written later is cut off
};

/// One file, replaced atomically. `identity` (a hash of the configuration) ties it to its run.
void saveTrainingState(const std::filesystem::path& file, const TrainingState& state, const std::string& identity);

/// Throws InputError when the file is damaged or of another configuration.
TrainingState loadTrainingState(const std::filesystem::path& file, const std::string& identity);

} // namespace exitscope::engine
