#pragma once

#include "core/engine/train/strict_json.h"
#include "core/engine/train/train_config.h"

/// The part of a configuration that says what the exits learn: the regime, its switches and the teacher.
namespace exitscope::engine {

void readRegime(StrictObject& json, TrainConfig& config);

/// What does not go together, once all is read. Throws InputError.
void checkRegime(const StrictObject& json, const TrainConfig& config);

} // namespace exitscope::engine
