#pragma once

#include "core/engine/compress/stage_plan.h"
#include "core/engine/train/trainable_encoder.h"

#include <vector>

namespace exitscope::engine {

/// What one pass over some sequences leaves to be compared.
struct EncoderPass
{
    std::vector<at::Tensor> states; ///< [T, H] each: the embedding's output, then every layer's
    std::vector<at::Tensor> logits; ///< [B, C] of every exit
};

EncoderPass passOf(const TrainableEncoder& encoder, const Pack& pack, const PassSeed& seed);

/// Sums over the sequences of one shard, divided by the batch's size.
struct StageLoss
{
    at::Tensor total;
    double minimised = 0; ///< the total, as a number
    double features = 0;
    std::vector<double> exits; ///< whether they are part of the total or not
};

/// `teacher` may be null where the mix needs none. Its states are matched by depth; it has the student's exits, unless all are
/// taught by its last one. With `isOfFeaturesAlone` predictions are only measured.
StageLoss stageLoss(const LossMix& mix, bool isOfFeaturesAlone, const EncoderPass& student, const EncoderPass* teacher,
    const Pack& pack, bool isRegression, std::int64_t batchSize);

} // namespace exitscope::engine
