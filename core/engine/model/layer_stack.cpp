#include "core/engine/model/layer_stack.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace exitscope::engine {

namespace {

StepActivation kernelKind(FeedActivation kind)
{
    switch (kind) {
    case FeedActivation::GeluErf:
        return StepActivation::GeluErf;
    case FeedActivation::GeluTanh:
        return StepActivation::GeluTanh;
    case FeedActivation::Relu:
        return StepActivation::Relu;
    case FeedActivation::Silu:
        return StepActivation::Silu;
    }
    return StepActivation::Relu;
}

/// Scratch that never shrinks: no step of a text allocates once the first has run.
float* room(std::vector<float>& scratch, std::int64_t floats)
{
    if (std::ssize(scratch) < floats)
        scratch.resize(static_cast<std::size_t>(floats));
    return scratch.data();
}

bool isRotary(PositionKind kind)
{
    return kind == PositionKind::RotaryNeighbours || kind == PositionKind::RotaryHalves;
}

} // namespace

std::int64_t relativeBucket(std::int64_t offset, std::int64_t buckets, std::int64_t farthest, bool isBothWays)
{
    std::int64_t first = 0, distance = -offset;
    if (isBothWays) { // half of the buckets for keys behind the query
        buckets /= 2;
        if (offset > 0)
            first = buckets;
        distance = std::abs(offset);
    }
    distance = std::max<std::int64_t>(distance, 0);
    const std::int64_t exact = buckets / 2;
    if (distance < exact)
        return first + distance;
    // The same single-precision arithmetic as the published code, so that borders fall on the same distances.
    const float ratio = std::log(static_cast<float>(distance) / static_cast<float>(exact))
        / std::log(static_cast<float>(farthest) / static_cast<float>(exact));
    const auto step = static_cast<std::int64_t>(ratio * static_cast<float>(buckets - exact));
    return first + std::min(exact + step, buckets - 1);
}

LayerStack::LayerStack(
    const DecoderConfig& config, const StackConfig& stack, const StackWeights& weights, std::int64_t capacity)
    : m_config(config)
    , m_shape(stack)
    , m_weights(weights)
    , m_kernels(stepKernels())
    , m_capacity(capacity)
{
    if (isRotary(config.position))
        makeRotation();
    if (weights.relativeBias)
        makeRelativeBias();
}

void LayerStack::makeRotation()
{
    for (std::int64_t position = 0; position < m_capacity; ++position)
        for (const double frequency : m_config.rotaryFrequency) {
            const double angle = static_cast<double>(position) * frequency;
            m_cosines.push_back(static_cast<float>(std::cos(angle)));
            m_sines.push_back(static_cast<float>(std::sin(angle)));
        }
}

void LayerStack::makeRelativeBias()
{
    m_relativeWidth = m_shape.isCausal ? m_capacity : 2 * m_capacity - 1;
    m_relative.resize(static_cast<std::size_t>(m_shape.heads * m_relativeWidth));
    for (std::int64_t at = 0; at < m_relativeWidth; ++at) {
        const std::int64_t bucket = relativeBucket(at - (m_capacity - 1), m_config.relativeBuckets,
            m_config.relativeDistance, !m_shape.isCausal);
        for (std::int64_t head = 0; head < m_shape.heads; ++head)
            m_relative[static_cast<std::size_t>(head * m_relativeWidth + at)]
                = m_weights.relativeBias[bucket * m_shape.heads + head];
    }
}

void LayerStack::placeEmbedding(float* state, std::span<const std::int32_t> positions)
{
    const std::int64_t width = m_config.hidden;
    if (m_weights.positionEmbedding)
        for (std::size_t row = 0; row < positions.size(); ++row)
            m_kernels.add(state + static_cast<std::int64_t>(row) * width,
                m_weights.positionEmbedding + (positions[row] + m_config.positionOffset) * width, width);
    if (m_weights.embeddingNorm.weight)
        m_kernels.normalise(state, state, m_weights.embeddingNorm, std::ssize(positions), width);
}

void LayerStack::run(std::int64_t layer, std::span<const TextPlace> rows, float* state, KeyCache& cache,
    std::span<const EncodedText> encoded)
{
    if (rows.empty())
        return;
    attendSelf(layer, rows, state, cache);
    if (m_shape.attendsEncoder)
        attendEncoded(layer, rows, state, encoded);
    feedForward(m_weights.layers[static_cast<std::size_t>(layer)], std::ssize(rows), state);
}

const float* LayerStack::input(const NormView& norm, const float* state, std::int64_t rows)
{
    if (m_config.normPlace == NormPlace::After)
        return state;
    float* normed = room(m_input, rows * m_config.hidden);
    m_kernels.normalise(state, normed, norm, rows, m_config.hidden);
    return normed;
}

void LayerStack::finish(const NormView& norm, float* state, std::int64_t rows)
{
    m_kernels.add(state, m_result.data(), rows * m_config.hidden);
    if (m_config.normPlace == NormPlace::After)
        m_kernels.normalise(state, state, norm, rows, m_config.hidden);
}

void LayerStack::rotate(float* rows, std::int64_t heads, std::span<const TextPlace> places) const
{
    const std::int64_t size = m_config.headSize, half = size / 2;
    const bool areNeighbours = m_config.position == PositionKind::RotaryNeighbours;
    for (const TextPlace& place : places) {
        const float* cosines = m_cosines.data() + place.position * half;
        const float* sines = m_sines.data() + place.position * half;
        for (std::int64_t head = 0; head < heads; ++head, rows += size)
            for (std::int64_t pair = 0; pair < half; ++pair) {
                float& a = rows[areNeighbours ? 2 * pair : pair];
                float& b = rows[areNeighbours ? 2 * pair + 1 : pair + half];
                const float turned = a * cosines[pair] - b * sines[pair];
                b = a * sines[pair] + b * cosines[pair];
                a = turned;
            }
    }
}

/// Keys and values of tokens that this layer has not seen yet because they left below it, then of `rows`.
void LayerStack::projectKeys(
    std::int64_t layer, std::span<const TextPlace> rows, const float* input, KeyCache& cache)
{
    const AttentionWeights& self = m_weights.layers[static_cast<std::size_t>(layer)].self;
    const std::int64_t hidden = m_config.hidden, width = m_config.keyWidth(m_shape);
    m_keyPlaces.clear();
    std::int32_t text = -1;
    for (const TextPlace& row : rows) {
        for (auto owed = cache.filled(layer, row.text); row.text != text && owed < row.position; ++owed)
            m_keyPlaces.push_back({ row.text, static_cast<std::int32_t>(owed) });
        text = row.text;
    }
    const auto owed = std::ssize(m_keyPlaces);
    m_keyPlaces.insert(m_keyPlaces.end(), rows.begin(), rows.end());
    const auto count = std::ssize(m_keyPlaces);

    const float* from = input;
    if (owed > 0) {
        float* all = room(m_keyInput, count * hidden);
        for (std::int64_t i = 0; i < owed; ++i) {
            const TextPlace& place = m_keyPlaces[static_cast<std::size_t>(i)];
            std::copy_n(cache.frozen(place.text, place.position), hidden, all + i * hidden);
        }
        if (m_config.normPlace == NormPlace::Before)
            m_kernels.normalise(all, all, self.norm, owed, hidden);
        std::copy_n(input, std::ssize(rows) * hidden, all + owed * hidden);
        from = all;
    }
    float* product = room(m_key, count * width);
    m_kernels.multiply(self.key, from, product, count);
    if (isRotary(m_config.position))
        rotate(product, m_shape.keyHeads, m_keyPlaces);
    for (std::int64_t i = 0; i < count; ++i) {
        const TextPlace& place = m_keyPlaces[static_cast<std::size_t>(i)];
        cache.placeKey(layer, place.text, place.position, product + i * width);
    }
    m_kernels.multiply(self.value, from, product, count);
    for (std::int64_t i = 0; i < count; ++i) {
        const TextPlace& place = m_keyPlaces[static_cast<std::size_t>(i)];
        cache.placeValue(layer, place.text, place.position, product + i * width);
        cache.setFilled(layer, place.text, std::max<std::int64_t>(cache.filled(layer, place.text), place.position + 1));
    }
}

void LayerStack::attendSelf(std::int64_t layer, std::span<const TextPlace> rows, float* state, KeyCache& cache)
{
    const AttentionWeights& self = m_weights.layers[static_cast<std::size_t>(layer)].self;
    const std::int64_t count = std::ssize(rows), width = m_config.queryWidth(m_shape);
    const float* from = input(self.norm, state, count);
    float* query = room(m_query, count * width);
    m_kernels.multiply(self.query, from, query, count);
    if (isRotary(m_config.position))
        rotate(query, m_shape.heads, rows);
    projectKeys(layer, rows, from, cache);

    float* context = room(m_context, count * width);
    float* scores = room(m_scores, static_cast<std::int64_t>(attendScratch(cache.shape().capacity)));
    for (std::int64_t row = 0; row < count; ++row) {
        const TextPlace& place = rows[static_cast<std::size_t>(row)];
        const std::int64_t seen = m_shape.isCausal ? place.position + 1 : cache.filled(layer, place.text);
        m_kernels.attend({ .query = query + row * width,
            .keys = cache.keys(layer, place.text),
            .values = cache.values(layer, place.text),
            .bias = m_relative.empty() ? nullptr : m_relative.data() + m_capacity - 1 - place.position,
            .output = context + row * width,
            .scores = scores,
            .heads = m_shape.heads,
            .keyHeads = m_shape.keyHeads,
            .size = m_config.headSize,
            .count = seen,
            .capacity = cache.shape().capacity,
            .biasStride = m_relativeWidth,
            .scale = static_cast<float>(m_config.attentionScale) });
    }
    m_kernels.multiply(self.output, context, room(m_result, count * m_config.hidden), count);
    finish(self.norm, state, count);
}

void LayerStack::attendEncoded(
    std::int64_t layer, std::span<const TextPlace> rows, float* state, std::span<const EncodedText> encoded)
{
    const AttentionWeights& cross = m_weights.layers[static_cast<std::size_t>(layer)].cross;
    const std::int64_t count = std::ssize(rows), width = m_config.queryWidth(m_shape);
    float* query = room(m_query, count * width);
    m_kernels.multiply(cross.query, input(cross.norm, state, count), query, count);
    float* context = room(m_context, count * width);
    for (std::int64_t row = 0; row < count; ++row) {
        const EncodedText& text = encoded[static_cast<std::size_t>(rows[static_cast<std::size_t>(row)].text)];
        const std::int64_t block = layer * m_config.keyWidth(m_shape) * text.tokens;
        m_kernels.attend({ .query = query + row * width,
            .keys = text.keys.data() + block,
            .values = text.values.data() + block,
            .bias = nullptr,
            .output = context + row * width,
            .scores = room(m_scores, static_cast<std::int64_t>(attendScratch(text.tokens))),
            .heads = m_shape.heads,
            .keyHeads = m_shape.keyHeads,
            .size = m_config.headSize,
            .count = text.tokens,
            .capacity = text.tokens,
            .biasStride = 0,
            .scale = static_cast<float>(m_config.attentionScale) });
    }
    m_kernels.multiply(cross.output, context, room(m_result, count * m_config.hidden), count);
    finish(cross.norm, state, count);
}

void LayerStack::feedForward(const DecoderLayerWeights& weights, std::int64_t rows, float* state)
{
    const std::int64_t width = rows * m_shape.feedForward;
    const float* from = input(weights.feedNorm, state, rows);
    float* up = room(m_up, width);
    m_kernels.multiply(weights.up, from, up, rows);
    if (weights.gate.weight) {
        float* gate = room(m_gate, width);
        m_kernels.multiply(weights.gate, from, gate, rows);
        m_kernels.activateGated(up, gate, kernelKind(m_config.activation), width);
    } else {
        m_kernels.activate(up, kernelKind(m_config.activation), width);
    }
    m_kernels.multiply(weights.down, up, room(m_result, rows * m_config.hidden), rows);
    finish(weights.feedNorm, state, rows);
}

} // namespace exitscope::engine
