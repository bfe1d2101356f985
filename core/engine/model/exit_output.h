#pragma once

#include "core/engine/model/encoder_config.h"
#include "core/engine/model/encoder_weights.h"

#include <ATen/core/Tensor.h>

#include <cstddef>

namespace exitscope::engine {

/// What one exit says of S rows: the first tokens of sequences, or tokens that are classified each.
struct ExitOutput
{
    at::Tensor logits; ///< [S, C]
    at::Tensor learned; ///< [S], the exit module's score, in [0, 1], high means leave; undefined without one
};

/// The head of exit `exit` (0-based), and the exit module, on the rows' states `first` [S, H] F32 after the exit's layer.
/// Rows do not look at each other: those left of a batch get what the whole batch would give
/// them, but for the rounding of the products. The learned score is BERxiT's certainty 1 − u (methods.md, 1.5), at
/// every exit, or CALM's c (1.7), which is 1 at the last exit: that one agrees with itself, and the classifier never
/// saw its states.
ExitOutput exitOutput(
    const EncoderConfig& config, const EncoderWeights& weights, std::size_t exit, const at::Tensor& first);

} // namespace exitscope::engine
