#pragma once

#include "core/engine/model/packed_encoder.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace exitscope::engine {

/// How sequences answer whose first token left on the way.
enum class Pooling {
    FirstToken,  ///< its frozen state
    FirstActive, ///< the first token that is still active in the last layer, as the published code has it; NaN without one
};

/// What one pass with a fixed way for every token leaves behind. T tokens, L layers, S sequences, C classes.
struct ScheduledScores
{
    std::vector<float> logits;          ///< [S, C] of the last exit
    std::vector<std::uint8_t> computed; ///< [L, T] which tokens a layer computed
    std::vector<float> states;          ///< [L, T, H] after each layer, frozen ones as they are
};

/// Runs `pack` with every token through the first layers[token] layers (methods.md §2.2); one with 0 is there to be attended
/// to. All states are kept: this is for looking at, not for speed.
ScheduledScores runScheduled(const std::shared_ptr<const PackedEncoder>& encoder, const Pack& pack,
    std::span<const std::int32_t> layers, TokenForm form = TokenForm::Compact, Pooling pooling = Pooling::FirstToken);

} // namespace exitscope::engine
