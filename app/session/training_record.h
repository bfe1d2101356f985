#pragma once

#include "core/training/kept_structure.h"
#include "core/training/learning_curve.h"
#include "core/training/training_plan.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace exitscope::app {

/// What the folder of a training or compression says of it, whoever started it.
struct TrainingRecord
{
    std::filesystem::path folder;
    std::vector<training::LearningEvent> events;       ///< empty: it wrote none, or it is a model that was slimmed elsewhere
    std::optional<training::KeptStructure> structure;  ///< of a slimmed model
    std::optional<training::TrainingPlan> plan;        ///< its configuration, where that was kept
    std::filesystem::path config;                      ///< that continues it; empty: none was found
    std::optional<std::uint64_t> seed;                 ///< it is one of several
    std::filesystem::path model;                       ///< that can be traced; empty: there is none yet
    bool isFinished = false;
};

/// Whether there is something for readTrainingRecord() in the folder.
bool isTrainingFolder(const std::filesystem::path& folder);

/// Throws InputError for a curve, structure or configuration that cannot be read.
TrainingRecord readTrainingRecord(const std::filesystem::path& folder);

} // namespace exitscope::app
