#include "core/engine/model/decoder.h"

#include "core/calm/confidence.h"

#include <algorithm>
#include <cassert>

namespace exitscope::engine {

namespace {

constexpr std::int64_t readTogether = 128; ///< rows of a prompt that share one pass over the weights

KeyCache::Shape cacheShape(
    const DecoderConfig& config, const StackConfig& stack, std::int64_t texts, std::int64_t capacity)
{
    return { .layers = stack.layers,
        .keyHeads = stack.keyHeads,
        .headSize = config.headSize,
        .hidden = config.hidden,
        .texts = texts,
        .capacity = capacity };
}

} // namespace

Decoder::Decoder(std::shared_ptr<const DecoderCheckpoint> checkpoint)
    : m_checkpoint(std::move(checkpoint))
    , m_weights(m_checkpoint->map())
{ }

DecoderSession::DecoderSession(std::shared_ptr<const Decoder> decoder, std::int64_t texts, std::int64_t capacity,
    std::int64_t encodedCapacity)
    : m_decoder(std::move(decoder))
    , m_capacity(capacity)
    , m_layers(config(), config().decoder, m_decoder->weights().decoder, capacity)
    , m_cache(cacheShape(config(), config().decoder, texts, capacity))
{
    if (!config().hasEncoder())
        return;
    m_encoder.emplace(config(), config().encoder, m_decoder->weights().encoder, encodedCapacity);
    m_encoderCache.emplace(cacheShape(config(), config().encoder, 1, encodedCapacity));
    m_encoded.resize(static_cast<std::size_t>(texts));
}

void DecoderSession::clear(std::int64_t text)
{
    m_cache.clear(text);
}

std::int64_t DecoderSession::encodedTokens(std::int64_t text) const
{
    return m_encoded.empty() ? 0 : m_encoded[static_cast<std::size_t>(text)].tokens;
}

void DecoderSession::encode(std::int64_t text, std::span<const data::TokenId> ids)
{
    assert(m_encoder && std::ssize(ids) <= m_encoderCache->shape().capacity);
    const auto& weights = m_decoder->weights();
    const auto& kernels = stepKernels();
    const std::int64_t tokens = std::ssize(ids), hidden = config().hidden;
    std::vector<float> states(static_cast<std::size_t>(tokens * hidden));
    m_places.clear();
    for (std::int64_t i = 0; i < tokens; ++i)
        m_places.push_back({ 0, static_cast<std::int32_t>(i) });
    const auto places = m_places;
    const auto scale = static_cast<float>(config().embeddingScale);
    m_positions.clear();
    for (std::int64_t i = 0; i < tokens; ++i) {
        const float* word = weights.wordEmbedding + ids[static_cast<std::size_t>(i)] * hidden;
        std::transform(word, word + hidden, states.begin() + i * hidden, [scale](float x) { return x * scale; });
        m_positions.push_back(static_cast<std::int32_t>(i));
    }
    m_encoder->placeEmbedding(states.data(), m_positions);
    m_encoderCache->clear(0);
    for (std::int64_t layer = 0; layer < config().encoder.layers; ++layer)
        m_encoder->run(layer, places, states.data(), *m_encoderCache, {});
    if (weights.encoder.finalNorm.weight)
        kernels.normalise(states.data(), states.data(), weights.encoder.finalNorm, tokens, hidden);

    EncodedText& encoded = m_encoded[static_cast<std::size_t>(text)];
    const auto& stack = config().decoder;
    const std::int64_t width = config().keyWidth(stack), size = config().headSize;
    encoded.tokens = tokens;
    encoded.keys.resize(static_cast<std::size_t>(stack.layers * width * tokens));
    encoded.values.resize(encoded.keys.size());
    std::vector<float> product(static_cast<std::size_t>(tokens * width));
    for (std::int64_t layer = 0; layer < stack.layers; ++layer) {
        const AttentionWeights& cross = weights.decoder.layers[static_cast<std::size_t>(layer)].cross;
        for (const bool isKey : { true, false }) {
            kernels.multiply(isKey ? cross.key : cross.value, states.data(), product.data(), tokens);
            float* to = (isKey ? encoded.keys : encoded.values).data() + layer * width * tokens;
            for (std::int64_t head = 0; head < stack.keyHeads; ++head)
                for (std::int64_t i = 0; i < tokens; ++i)
                    std::copy_n(product.data() + i * width + head * size, size, to + (head * tokens + i) * size);
        }
    }
}

void DecoderSession::read(std::int64_t text, std::span<const data::TokenId> ids, std::int64_t firstPosition)
{
    for (std::int64_t first = 0; first < std::ssize(ids); first += readTogether) {
        const auto some = ids.subspan(static_cast<std::size_t>(first),
            static_cast<std::size_t>(std::min(readTogether, std::ssize(ids) - first)));
        std::vector<TextPlace> places;
        for (std::int64_t i = 0; i < std::ssize(some); ++i)
            places.push_back({ static_cast<std::int32_t>(text), static_cast<std::int32_t>(firstPosition + first + i) });
        m_states.resize(some.size() * static_cast<std::size_t>(config().hidden));
        embed(some, places, m_states.data());
        for (std::int64_t layer = 0; layer < config().decoder.layers; ++layer)
            runLayer(layer, places, m_states.data());
    }
}

void DecoderSession::embed(std::span<const data::TokenId> ids, std::span<const TextPlace> places, float* states)
{
    assert(ids.size() == places.size());
    const std::int64_t hidden = config().hidden;
    const auto scale = static_cast<float>(config().embeddingScale);
    m_positions.clear();
    for (std::size_t i = 0; i < ids.size(); ++i) {
        assert(ids[i] >= 0 && ids[i] < config().vocabulary && places[i].position < m_capacity);
        const float* word = m_decoder->weights().wordEmbedding + ids[i] * hidden;
        std::transform(word, word + hidden, states + static_cast<std::int64_t>(i) * hidden,
            [scale](float x) { return x * scale; });
        m_positions.push_back(places[i].position);
    }
    m_layers.placeEmbedding(states, m_positions);
}

void DecoderSession::runLayer(std::int64_t layer, std::span<const TextPlace> places, float* states)
{
    m_layers.run(layer, places, states, m_cache, m_encoded);
}

void DecoderSession::freeze(const TextPlace& place, std::int64_t exit, const float* state)
{
    m_cache.freeze(place.text, place.position, exit, state);
}

const float* DecoderSession::beforeHead(std::size_t exit, const float* states, std::int64_t rows)
{
    const NormView& norm = m_decoder->weights().exits[exit].norm;
    const auto scale = static_cast<float>(config().stateScale);
    if (!norm.weight && scale == 1.0F)
        return states;
    const std::int64_t count = rows * config().hidden;
    if (std::ssize(m_headInput) < count)
        m_headInput.resize(static_cast<std::size_t>(count));
    if (norm.weight)
        stepKernels().normalise(states, m_headInput.data(), norm, rows, config().hidden);
    else
        std::copy_n(states, count, m_headInput.data());
    if (scale != 1.0F)
        std::transform(m_headInput.begin(), m_headInput.begin() + count, m_headInput.begin(),
            [scale](float x) { return x * scale; });
    return m_headInput.data();
}

void DecoderSession::logits(std::size_t exit, const float* states, std::int64_t rows, float* logits)
{
    const float* input = beforeHead(exit, states, rows);
    stepKernels().multiply(m_decoder->weights().exits[exit].head, input, logits, rows);
}

void DecoderSession::logits(
    std::size_t exit, const float* state, std::span<const std::int32_t> words, float* logits)
{
    const float* input = beforeHead(exit, state, 1);
    stepKernels().multiplySome(
        m_decoder->weights().exits[exit].head, input, words.data(), logits, std::ssize(words));
}

float DecoderSession::chance(const float* state) const
{
    const MatrixView& classifier = m_decoder->weights().classifier;
    const auto width = static_cast<std::size_t>(classifier.in);
    return calm::classifierChance({ state, width }, { classifier.weight, width }, *classifier.bias);
}

} // namespace exitscope::engine
