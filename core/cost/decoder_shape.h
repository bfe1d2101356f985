#pragma once

#include <cstdint>

namespace exitscope::cost {

/// The numbers that the cost of a decoder's step depends on (methods.md §8.4).
struct DecoderShape
{
    std::int64_t layers = 0, hidden = 0, heads = 0;
    std::int64_t keyHeads = 0; ///< heads of keys and values, 0 = heads (grouped-query attention has fewer)
    std::int64_t headSize = 0; ///< 0 = hidden / heads
    std::int64_t feedForward = 0;
    bool isGated = false;      ///< three matrices in the feed-forward part instead of two
    bool attendsEncoder = false; ///< cross-attention, whose keys and values are computed once a sequence
    std::int64_t vocabulary = 0;

    bool operator==(const DecoderShape&) const = default;
};

/// What is looked at to decide whether a token leaves.
enum class TokenMeasure {
    None,       ///< nothing: the full model, or a fixed layer
    Softmax,    ///< the whole head at every decision, whose logits are also the answer
    Saturation, ///< two states; not at the first layer, which has none of the decoder's below it
    Classifier, ///< one row
};

/// One token's way through the decoder.
struct TokenPath
{
    std::int64_t exit = 0;      ///< layers it went through, 1-based
    std::int64_t decisions = 0; ///< at how many of them the measure was taken, the exit included
    TokenMeasure measure = TokenMeasure::None;
    /// Words asked for over all decisions where a shortlist spares some (methods.md §3.7); −1: the whole vocabulary at each.
    std::int64_t wordsAsked = -1;
};

/// Multiply-accumulates of one layer for one new token with `position` tokens in its cache, itself included, and `encoded`
/// tokens of an encoder: projections, attention, cross-attention, feed-forward. No norms, softmax and activations.
std::int64_t decoderLayerMacs(const DecoderShape& shape, std::int64_t position, std::int64_t encoded);
/// A token that left below a layer: its keys and values there, from its copied state.
std::int64_t propagationMacs(const DecoderShape& shape);
std::int64_t wordHeadMacs(const DecoderShape& shape); ///< one use of the vocabulary head
/// Cross-attention's keys and values of all layers, once a sequence.
std::int64_t encodedMacs(const DecoderShape& shape, std::int64_t encoded);

/// One step of the full model: all layers and the head once.
std::int64_t fullStepMacs(const DecoderShape& shape, std::int64_t position, std::int64_t encoded);
/// One step that leaves early: its layers, propagation through the others, what decided, and the head. A softmax measure runs
/// the head at every decision and once more only where the exit was none: at the last layer.
std::int64_t stepMacs(
    const DecoderShape& shape, std::int64_t position, std::int64_t encoded, const TokenPath& path);

} // namespace exitscope::cost
