#include "plain_encoder.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

namespace exitscope::bench {

namespace {

at::Tensor norm(const at::Tensor& x, const engine::NormWeights& weights, double epsilon)
{
    return at::layer_norm(x, { x.size(-1) }, weights.weight, weights.bias, epsilon);
}

at::Tensor linear(const at::Tensor& x, const engine::LinearWeights& weights)
{
    return at::linear(x, weights.weight, weights.bias);
}

} // namespace

at::Tensor runPlain(const engine::EncoderConfig& config, const engine::EncoderWeights& weights,
    const std::vector<std::vector<std::int32_t>>& sequences, std::int64_t width)
{
    const c10::InferenceMode inference;
    const auto batch = static_cast<std::int64_t>(sequences.size());
    for (const auto& sequence : sequences)
        width = std::max(width, static_cast<std::int64_t>(sequence.size()));
    const at::Tensor ids = at::zeros({ batch, width }, at::kLong),
                     mask = at::full({ batch, 1, 1, width }, -10000.0F);
    for (std::int64_t row = 0; row < batch; ++row) {
        const auto& sequence = sequences[static_cast<std::size_t>(row)];
        std::copy(sequence.begin(), sequence.end(), ids.data_ptr<std::int64_t>() + row * width);
        std::fill_n(mask.data_ptr<float>() + row * width, sequence.size(), 0.0F);
    }

    const std::int64_t heads = config.heads, size = config.hidden / heads;
    at::Tensor state = at::embedding(weights.wordEmbedding, ids)
        + weights.positionEmbedding.narrow(0, config.positionOffset, width) + weights.typeEmbedding[0];
    state = norm(state, weights.embeddingNorm, config.layerNormEpsilon);
    std::vector<at::Tensor> logits;
    for (std::size_t layer = 0; layer < weights.layers.size(); ++layer) {
        const auto& w = weights.layers[layer];
        const auto split = [&](const at::Tensor& x) {
            return x.view({ batch, width, heads, size }).transpose(1, 2);
        };
        const at::Tensor query = split(linear(state, w.query)), key = split(linear(state, w.key)),
                         value = split(linear(state, w.value));
        const at::Tensor scores
            = at::matmul(query, key.transpose(2, 3)) / std::sqrt(static_cast<double>(size)) + mask;
        const at::Tensor context = at::matmul(at::softmax(scores, -1), value)
                                       .transpose(1, 2)
                                       .reshape({ batch, width, config.hidden });
        state = norm(state + linear(context, w.output), w.attentionNorm, config.layerNormEpsilon);
        const at::Tensor wide = at::gelu(linear(state, w.up));
        state = norm(state + linear(wide, w.down), w.outputNorm, config.layerNormEpsilon);
        const auto& head = weights.exits[layer];
        logits.push_back(linear(at::tanh(linear(state.select(1, 0), head.dense)), head.classifier));
    }
    return at::stack(logits, 1);
}

} // namespace exitscope::bench
