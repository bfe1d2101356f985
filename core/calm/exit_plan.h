#pragma once

#include <cstdint>
#include <span>

namespace exitscope::calm {

/// After which layers of a decoder a token may leave at all. Layers are counted from 1; the last is always an exit and never
/// a decision.
struct ExitPlan
{
    std::int64_t layers = 0;   ///< L
    std::int64_t first = 1;    ///< minimal exit layer (T5X, min_exit): no token leaves before it
    std::int64_t interval = 1; ///< every that many layers from `first`

    /// Whether a measure is looked at after `layer`.
    bool decidesAfter(std::int64_t layer) const
    {
        return layer >= first && layer < layers && (layer - first) % interval == 0;
    }
    bool isExit(std::int64_t layer) const { return layer == layers || decidesAfter(layer); }
    /// Decisions that a token has behind it when it leaves after `exit`: how often a measure was paid for.
    std::int64_t decisionsUpTo(std::int64_t exit) const;

    friend bool operator==(const ExitPlan&, const ExitPlan&) = default;
};

/// The layer where a token leaves whose layers say `words` [L]: the first exit that says what the last layer says. It is the
/// bound of what any measure can save, with the states of tokens before it as they were (CALM §3.3.1).
std::int64_t oracleExit(std::span<const std::int32_t> words, const ExitPlan& plan);

/// From which layer on a token keeps the last layer's word, whatever the plan: its saturation layer, 1 … L.
std::int64_t saturationLayer(std::span<const std::int32_t> words);

} // namespace exitscope::calm
