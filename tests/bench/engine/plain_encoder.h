#pragma once

#include "core/engine/model/encoder_config.h"
#include "core/engine/model/encoder_weights.h"

#include <cstdint>
#include <vector>

namespace exitscope::bench {

/// How most code runs an encoder: LibTorch's operators over a padded batch with an attention mask. The
/// opponent of the packed pass, and a second opinion on its logits. BERT only. Sequences are padded to the
/// longest, or to `width`. Gives [S, E, C].
at::Tensor runPlain(const engine::EncoderConfig& config, const engine::EncoderWeights& weights,
    const std::vector<std::vector<std::int32_t>>& sequences, std::int64_t width = 0);

} // namespace exitscope::bench
