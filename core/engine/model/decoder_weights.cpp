#include "core/engine/model/decoder_weights.h"

#include "core/engine/model/load_weights.h"

#include <ATen/ATen.h>

#include <map>
#include <tuple>

namespace exitscope::engine {

namespace {

/// Converts each tensor, or each part of one, once, so that what a checkpoint shares stays shared.
class Converter
{
public:
    Converter(const DecoderConfig& config, std::vector<std::shared_ptr<const void>>& owned)
        : m_config(config)
        , m_owned(owned)
    { }

    const float* floats(const io::TensorView* view)
    {
        if (!view)
            return nullptr;
        auto& found = m_whole[view];
        if (!found.defined())
            found = keep(tensorOver(*view).to(at::kFloat).contiguous());
        return found.data_ptr<float>();
    }

    MatrixView matrix(const MatrixMap& map)
    {
        if (!map)
            return {};
        const float* bias = floats(map.bias);
        return { .weight = map.isInputMajor ? turned(map) : floats(map.weight) + map.first * map.in,
            .bias = bias ? bias + map.first : nullptr,
            .out = map.out,
            .in = map.in };
    }

    NormView norm(const NormMap& map)
    {
        return { .weight = floats(map.weight),
            .bias = floats(map.bias),
            .epsilon = static_cast<float>(m_config.normEpsilon),
            .isRms = m_config.norm == NormKind::Rms };
    }

    AttentionWeights attention(const AttentionMap& map)
    {
        return { norm(map.norm), matrix(map.query), matrix(map.key), matrix(map.value), matrix(map.output) };
    }

    StackWeights stack(const StackMap& map)
    {
        StackWeights weights;
        weights.positionEmbedding = floats(map.positionEmbedding);
        weights.relativeBias = floats(map.relativeBias);
        weights.embeddingNorm = norm(map.embeddingNorm);
        weights.finalNorm = norm(map.finalNorm);
        for (const DecoderLayerMap& layer : map.layers)
            weights.layers.push_back({ .self = attention(layer.self),
                .cross = attention(layer.cross),
                .feedNorm = norm(layer.feedNorm),
                .gate = matrix(layer.gate),
                .up = matrix(layer.up),
                .down = matrix(layer.down) });
        return weights;
    }

    at::Tensor keep(at::Tensor tensor)
    {
        m_owned.push_back(std::make_shared<at::Tensor>(tensor));
        return tensor;
    }

private:
    /// Some columns of an [in, all] tensor as rows.
    const float* turned(const MatrixMap& map)
    {
        auto& found = m_turned[{ map.weight, map.first, map.out }];
        if (!found.defined())
            found = keep(tensorOver(*map.weight).narrow(1, map.first, map.out).t().to(at::kFloat).contiguous());
        return found.data_ptr<float>();
    }

    const DecoderConfig& m_config;
    std::vector<std::shared_ptr<const void>>& m_owned;
    std::map<const io::TensorView*, at::Tensor> m_whole;
    std::map<std::tuple<const io::TensorView*, std::int64_t, std::int64_t>, at::Tensor> m_turned;
};

} // namespace

DecoderWeights::DecoderWeights(const DecoderMap& map)
{
    at::NoGradGuard noGradients;
    Converter convert(map.config, m_owned);
    wordEmbedding = convert.floats(map.wordEmbedding);
    decoder = convert.stack(map.decoder);
    encoder = convert.stack(map.encoder);
    for (const ExitHeadMap& exit : map.exits)
        exits.push_back({ .norm = convert.norm(exit.norm), .head = convert.matrix(exit.head) });
    classifier = convert.matrix(map.classifier);
    if (classifier.out == 2) { // softmax over two is the sigmoid of their difference
        const auto row = [&](const float* from, std::int64_t at, std::int64_t width) {
            return at::from_blob(const_cast<float*>(from) + at * width, { width });
        };
        const std::int64_t width = classifier.in;
        const auto weight
            = convert.keep(row(classifier.weight, 1, width) - row(classifier.weight, 0, width));
        const auto bias = convert.keep(row(classifier.bias, 1, 1) - row(classifier.bias, 0, 1));
        classifier = { weight.data_ptr<float>(), bias.data_ptr<float>(), 1, width };
    }
}

} // namespace exitscope::engine
