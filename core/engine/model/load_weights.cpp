#include "core/engine/model/load_weights.h"

#include <ATen/ops/from_blob.h>

#include <map>

namespace exitscope::engine {

namespace {

at::ScalarType scalarType(io::DType dtype)
{
    switch (dtype) {
    case io::DType::Bool:
        return at::kBool;
    case io::DType::U8:
        return at::kByte;
    case io::DType::I8:
        return at::kChar;
    case io::DType::I16:
        return at::kShort;
    case io::DType::I32:
        return at::kInt;
    case io::DType::I64:
        return at::kLong;
    case io::DType::F16:
        return at::kHalf;
    case io::DType::BF16:
        return at::kBFloat16;
    case io::DType::F32:
        return at::kFloat;
    case io::DType::F64:
        return at::kDouble;
    }
    return at::kFloat;
}

/// Converts each tensor once, so that what a checkpoint shares stays shared.
class Loader
{
public:
    at::Tensor tensor(const io::TensorView* view)
    {
        if (!view)
            return {};
        auto& loaded = m_loaded[view];
        if (!loaded.defined())
            loaded = tensorOver(*view).to(at::kFloat);
        return loaded;
    }
    LinearWeights linear(const LinearMap& map)
    {
        return { .weight = tensor(map.weight), .bias = tensor(map.bias) };
    }
    NormWeights norm(const NormMap& map)
    {
        return { .weight = tensor(map.weight), .bias = tensor(map.bias) };
    }

private:
    std::map<const io::TensorView*, at::Tensor> m_loaded;
};

} // namespace

at::Tensor tensorOver(const io::TensorView& view)
{
    // from_blob wants a mutable pointer; the map is read-only and inference never writes to weights.
    return at::from_blob(const_cast<std::byte*>(view.bytes.data()), view.shape, scalarType(view.dtype));
}

EncoderWeights loadWeights(const EncoderMap& map)
{
    Loader loader;
    EncoderWeights weights;
    weights.wordEmbedding = tensorOver(*map.wordEmbedding);
    weights.positionEmbedding = loader.tensor(map.positionEmbedding);
    weights.typeEmbedding = loader.tensor(map.typeEmbedding);
    weights.wordProjection = loader.tensor(map.wordProjection);
    weights.embeddingNorm = loader.norm(map.embeddingNorm);
    weights.projection = loader.linear(map.projection);
    for (const LayerMap& layer : map.layers)
        weights.layers.push_back({ .query = loader.linear(layer.query),
            .key = loader.linear(layer.key),
            .value = loader.linear(layer.value),
            .output = loader.linear(layer.output),
            .attentionNorm = loader.norm(layer.attentionNorm),
            .up = loader.linear(layer.up),
            .down = loader.linear(layer.down),
            .outputNorm = loader.norm(layer.outputNorm) });
    for (const HeadMap& head : map.exits)
        weights.exits.push_back(
            { .dense = loader.linear(head.dense), .classifier = loader.linear(head.classifier) });
    weights.exitModule = loader.linear(map.exitModule);
    return weights;
}

} // namespace exitscope::engine
