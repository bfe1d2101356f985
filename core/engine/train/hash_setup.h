#pragma once

#include "core/engine/train/task_data.h"
#include "core/engine/train/training_run.h"
#include "core/hashee/token_hash.h"

#include <optional>

namespace exitscope::engine {

/// The table by which tokens leave while the model is trained: counted in the training set, and for frequency in dev as well,
/// as HashEE counts; clustered by the word embedding that training starts from. Nothing when the job was stopped. Throws
/// InputError for more buckets than layers, and for clusters without a checkpoint to start from.
std::optional<hashee::TokenHash> trainedHash(
    const TrainConfig& config, const TrainingData& data, const StartingPoint& start, std::int64_t layers, const JobContext& job);

/// Every set's tokens get their layers.
void applyHash(const hashee::TokenHash& hash, TrainingData& data);

} // namespace exitscope::engine
