#pragma once

#include "core/engine/checkpoint/encoder_map.h"
#include "core/engine/model/encoder_weights.h"

namespace exitscope::engine {

/// A tensor over the bytes of `view`, without a copy and without ownership.
at::Tensor tensorOver(const io::TensorView& view);

/// The weights of a checkpoint as tensors. F32 ones are views of the mapped file, valid as long as its
/// WeightTable; other types are converted, but for the word embedding, of which only the rows in use are
/// converted on the way.
EncoderWeights loadWeights(const EncoderMap& map);

} // namespace exitscope::engine
