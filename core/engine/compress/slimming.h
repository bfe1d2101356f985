#pragma once

#include "core/engine/compress/pruning_schedule.h"
#include "core/engine/compress/selection.h"
#include "core/engine/model/encoder_config.h"

#include <ATen/core/Tensor.h>

namespace exitscope::engine {

/// The widths of an encoder that has the same in every layer, as an original of the schedule.
SlimWidths widthsOf(const EncoderConfig& config);

/// `config` with these widths in every layer. A head keeps its size.
EncoderConfig slimmedConfig(const EncoderConfig& config, const SlimWidths& widths);

/// The flat weights of the slimmer model `to`, cut out of those of `from` (both in the order of their layouts without a mask
/// head): query, key and value lose the rows of heads that go, the attention's output their columns; the feed-forward its inner
/// rows and columns. Where `to` has another rank, the word table is factorised, or put together and factorised again.
at::Tensor slimmedWeights(
    const EncoderConfig& from, const at::Tensor& weights, const EncoderConfig& to, const LayerChoice& choice);

} // namespace exitscope::engine
