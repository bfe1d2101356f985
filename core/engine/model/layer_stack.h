#pragma once

#include "core/engine/model/decoder_weights.h"
#include "core/engine/model/key_cache.h"

#include <cstdint>
#include <span>
#include <vector>

namespace exitscope::engine {

/// Where a row of states stands: which text, and which position in it.
struct TextPlace
{
    std::int32_t text = 0, position = 0;
};

/// An encoder's output as the decoder's cross-attention reads it: keys and values of every layer, once a text.
struct EncodedText
{
    std::int64_t tokens = 0;
    std::vector<float> keys, values; ///< [layers, keyHeads, tokens, d]
};

/// One tower of a model, layer by layer over rows of states: the decoder over a cache, or the encoder over one whole text.
/// Holds its scratch memory, which grows to the most rows asked for and is then kept. For one thread at a time; the weights
/// are shared.
class LayerStack
{
public:
    /// `capacity`: positions that texts may have.
    LayerStack(const DecoderConfig& config, const StackConfig& stack, const StackWeights& weights, std::int64_t capacity);

    /// What a position adds to a word: learned positions, the embedding's norm. `state` [rows, H] in place.
    void placeEmbedding(float* state, std::span<const std::int32_t> positions);
    /// Layer `layer` (0-based) over rows in place. A text's rows are together and ascending, and go on where its tokens
    /// before them ended; those that left below this layer get their keys and values here, from their frozen states.
    void run(std::int64_t layer, std::span<const TextPlace> rows, float* state, KeyCache& cache,
        std::span<const EncodedText> encoded);

private:
    void attendSelf(std::int64_t layer, std::span<const TextPlace> rows, float* state, KeyCache& cache);
    void attendEncoded(std::int64_t layer, std::span<const TextPlace> rows, float* state,
        std::span<const EncodedText> encoded);
    void feedForward(const DecoderLayerWeights& weights, std::int64_t rows, float* state);
    void projectKeys(std::int64_t layer, std::span<const TextPlace> rows, const float* input, KeyCache& cache);
    void rotate(float* rows, std::int64_t heads, std::span<const TextPlace> places) const;
    /// The block's input, by the norm where it stands first.
    const float* input(const NormView& norm, const float* state, std::int64_t rows);
    /// state += m_result, then the norm where it stands last.
    void finish(const NormView& norm, float* state, std::int64_t rows);
    void makeRelativeBias();
    void makeRotation();

    const DecoderConfig& m_config;
    const StackConfig& m_shape;
    const StackWeights& m_weights;
    const StepKernels& m_kernels;
    std::int64_t m_capacity;
    std::vector<float> m_cosines, m_sines; ///< [capacity, d/2]
    /// Bias of a key against a query as a run of floats over the keys: [heads, width], the query's own at capacity − 1.
    std::vector<float> m_relative;
    std::int64_t m_relativeWidth = 0;
    std::vector<float> m_input, m_query, m_keyInput, m_key, m_context, m_result, m_gate, m_up, m_scores;
    std::vector<TextPlace> m_keyPlaces;
};

/// The bucket of T5's relative positions that a key `offset` = key − query falls into.
std::int64_t relativeBucket(
    std::int64_t offset, std::int64_t buckets, std::int64_t farthest, bool isBothWays);

} // namespace exitscope::engine
