#pragma once

#include "core/training/training_plan.h"

#include <span>
#include <string_view>

namespace exitscope::training {

/// Settings of a paper's own runs, or of ours, that a plan can start from (methods.md, sections 4.7 and 7).
struct TrainingPreset
{
    std::string_view key;   ///< "deebert": names it in settings; titles are the window's
    TrainingPlan::Kind kind;
    std::string_view task;  ///< of a compression: as the configuration has it; else empty
    std::string_view width; ///< likewise
    void (*apply)(TrainingPlan& plan); ///< sets what the preset knows; files, seeds and folders stay
};

/// In the order in which a person is offered them.
std::span<const TrainingPreset> trainingPresets();
/// Null: there is none.
const TrainingPreset* presetWithKey(std::string_view key);

/// As apply(), with task and width of a compression.
void applyPreset(const TrainingPreset& preset, TrainingPlan& plan);

} // namespace exitscope::training
