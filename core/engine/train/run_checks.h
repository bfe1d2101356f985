#pragma once

#include "core/engine/train/training_run.h"

namespace exitscope::engine {

/// What a regime cannot do with the model or the task at hand. Throws InputError.
void checkFits(const TrainConfig& config, const EncoderConfig& shape, const TaskLabels& labels);

/// Throws InputError where all training examples have one label, or one value: there is nothing to learn.
void checkLabelsDiffer(const TrainConfig& config, const TrainingData& data);

} // namespace exitscope::engine
