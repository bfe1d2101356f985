#pragma once

#include "core/data/tokenizer.h"
#include "core/engine/checkpoint/decoder_checkpoint.h"
#include "core/engine/model/layer_stack.h"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace exitscope::engine {

/// A generating model in memory: a checkpoint and its weights. Immutable; sessions of several threads share it.
class Decoder
{
public:
    explicit Decoder(std::shared_ptr<const DecoderCheckpoint> checkpoint);

    const DecoderCheckpoint& checkpoint() const { return *m_checkpoint; }
    const DecoderConfig& config() const { return m_checkpoint->config(); }
    const DecoderWeights& weights() const { return m_weights; }

private:
    std::shared_ptr<const DecoderCheckpoint> m_checkpoint;
    DecoderWeights m_weights;
};

/// Some texts that a model is writing: their caches, and one step of the model in parts, so that whoever drives it decides
/// after every layer which texts go on. For one thread. Results of a text do not depend on the others.
class DecoderSession
{
public:
    /// `texts` at a time of at most `capacity` positions each, the prompt included, and `encodedCapacity` tokens before an
    /// encoder (0 for a decoder alone). All of the memory is taken here.
    DecoderSession(std::shared_ptr<const Decoder> decoder, std::int64_t texts, std::int64_t capacity,
        std::int64_t encodedCapacity = 0);

    const DecoderConfig& config() const { return m_decoder->config(); }
    std::int64_t capacity() const { return m_capacity; }

    /// Forgets a text, so that another can begin in its place.
    void clear(std::int64_t text);
    /// Runs the encoder over `ids` and keeps what the decoder's layers read of it.
    void encode(std::int64_t text, std::span<const data::TokenId> ids);
    std::int64_t encodedTokens(std::int64_t text) const;
    /// Runs all layers over tokens whose next word is known (a prompt but for its last token), from `firstPosition` on.
    void read(std::int64_t text, std::span<const data::TokenId> ids, std::int64_t firstPosition);

    /// States [n, H] of tokens before the first layer.
    void embed(std::span<const data::TokenId> ids, std::span<const TextPlace> places, float* states);
    /// One layer, 0-based, over tokens in place [n, H]; see LayerStack::run().
    void runLayer(std::int64_t layer, std::span<const TextPlace> places, float* states);
    /// A token leaves after `exit` layers with this state [H]; layers above take its keys and values from it.
    void freeze(const TextPlace& place, std::int64_t exit, const float* state);

    /// The words' logits [n, V] at an exit, 0-based into config().exitLayer.
    void logits(std::size_t exit, const float* states, std::int64_t rows, float* logits);
    /// Those of some words alone, for one state.
    void logits(std::size_t exit, const float* state, std::span<const std::int32_t> words, float* logits);
    /// The exit classifier's chance that this state says what the last layer will; only with config().hasClassifier.
    float chance(const float* state) const;

    KeyCache& cache() { return m_cache; }

private:
    const float* beforeHead(std::size_t exit, const float* states, std::int64_t rows);

    std::shared_ptr<const Decoder> m_decoder;
    std::int64_t m_capacity;
    LayerStack m_layers;
    KeyCache m_cache;
    std::optional<LayerStack> m_encoder;
    std::optional<KeyCache> m_encoderCache;
    std::vector<EncodedText> m_encoded; ///< [texts] or empty
    std::vector<float> m_states, m_headInput;
    std::vector<TextPlace> m_places;
    std::vector<std::int32_t> m_positions;
};

} // namespace exitscope::engine
