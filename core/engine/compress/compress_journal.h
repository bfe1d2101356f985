#pragma once

#include "core/engine/compress/stage_plan.h"
#include "core/engine/compression.h"

#include <filesystem>
#include <span>
#include <vector>

namespace exitscope::engine {

/// Where a stage lies among all: its phases and steps are counted after those of the stages before it.
struct StagePlace
{
    std::int64_t phases = 0, steps = 0;       ///< before it
    std::int64_t allPhases = 0, allSteps = 0; ///< of the pipeline
    double seconds = 0;                       ///< that the stages before it took
};

/// One for each plan; `seconds` are 0.
std::vector<StagePlace> placesOf(std::span<const StagePlan> plans);

/// An event of a stage as one of the pipeline.
training::LearningEvent placed(training::LearningEvent event, const StagePlace& place);

/// Puts the logs and learning curves of stages into one of each, in `output`.
void joinJournals(const std::filesystem::path& output, std::span<const std::filesystem::path> stageFolders,
    std::span<const StagePlace> places);

} // namespace exitscope::engine
