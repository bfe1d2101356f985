#include "core/engine/compress/slimming.h"

#include "core/engine/compress/word_factors.h"
#include "core/engine/train/parameters.h"

#include <torch/torch.h>

#include <cassert>

namespace exitscope::engine {

namespace {

constexpr const char* wordTable = "bert.embeddings.word_embeddings.weight";
constexpr const char* wordProjection = "bert.embeddings.word_projection.weight";

at::Tensor indexTensor(const std::vector<std::int32_t>& indices)
{
    return at::tensor(at::ArrayRef<std::int32_t>(indices), at::kInt).to(at::kLong);
}

/// Rows of a flat projection [heads · size, …] that belong to the heads that stay.
at::Tensor headRows(const std::vector<std::int32_t>& heads, std::int64_t size)
{
    return (indexTensor(heads).unsqueeze(1) * size + at::arange(size)).flatten();
}

/// Copies tensors from one flat array to the other.
class Cutter
{
public:
    Cutter(const EncoderConfig& from, const at::Tensor& weights, const EncoderConfig& to)
        : m_from(from, MaskHead::Absent)
        , m_to(to, MaskHead::Absent)
        , m_weights(weights)
        , m_slim(at::empty({ m_to.count() }))
    {
        assert(weights.numel() == m_from.count());
    }

    const ParameterLayout& to() const { return m_to; }
    const at::Tensor& slim() const { return m_slim; }

    at::Tensor given(const std::string& name) const { return slice(m_from, m_weights, name); }
    void put(const std::string& name, const at::Tensor& values) { slice(m_to, m_slim, name).copy_(values); }
    void cut(const std::string& name, std::int64_t dimension, const at::Tensor& indices)
    {
        put(name, given(name).index_select(dimension, indices));
    }

private:
    static at::Tensor slice(const ParameterLayout& layout, const at::Tensor& flat, const std::string& name)
    {
        const ParameterSpec& spec = layout.at(name);
        return flat.narrow(0, spec.offset, spec.count()).view(spec.shape);
    }

    ParameterLayout m_from, m_to;
    at::Tensor m_weights, m_slim;
};

void cutWords(Cutter& cutter, const EncoderConfig& from, const EncoderConfig& to)
{
    const at::Tensor words = cutter.given(wordTable);
    if (from.wordRank == to.wordRank) {
        cutter.put(wordTable, words);
        if (from.wordRank > 0)
            cutter.put(wordProjection, cutter.given(wordProjection));
        return;
    }
    assert(to.wordRank > 0);
    const WordFactors factors
        = factorised(from.wordRank > 0 ? words.mm(cutter.given(wordProjection).t()) : words, to.wordRank);
    cutter.put(wordTable, factors.words);
    cutter.put(wordProjection, factors.projection);
}

void cutLayer(Cutter& cutter, std::int64_t layer, const at::Tensor& rows, const at::Tensor& units)
{
    const auto name = [&](const char* rest) { return layerName(layer, rest); };
    for (const char* part : { "query", "key", "value" })
        for (const char* kind : { ".weight", ".bias" })
            cutter.cut(name("attention.self.") + part + kind, 0, rows);
    cutter.cut(name("attention.output.dense.weight"), 1, rows);
    cutter.cut(name("intermediate.dense.weight"), 0, units);
    cutter.cut(name("intermediate.dense.bias"), 0, units);
    cutter.cut(name("output.dense.weight"), 1, units);
}

/// Whether slimming leaves a tensor as it is.
bool isUntouched(const std::string& name)
{
    if (name == wordTable || name == wordProjection)
        return false;
    return !name.starts_with("bert.encoder.")
        || (name.find(".attention.self.") == std::string::npos && name.find(".intermediate.") == std::string::npos
            && !name.ends_with(".output.dense.weight"));
}

} // namespace

SlimWidths widthsOf(const EncoderConfig& config)
{
    return { config.headsOf(0), config.feedForwardOf(0), config.hidden };
}

EncoderConfig slimmedConfig(const EncoderConfig& config, const SlimWidths& widths)
{
    EncoderConfig slim = config;
    slim.headSize = config.sizeOfHead();
    slim.heads = widths.heads;
    slim.feedForward = widths.feedForward;
    slim.headsKept.assign(static_cast<std::size_t>(config.layers), widths.heads);
    slim.feedForwardKept.assign(static_cast<std::size_t>(config.layers), widths.feedForward);
    slim.wordRank = widths.rank;
    return slim;
}

at::Tensor slimmedWeights(
    const EncoderConfig& from, const at::Tensor& weights, const EncoderConfig& to, const LayerChoice& choice)
{
    torch::NoGradGuard noGrad;
    Cutter cutter(from, weights, to);
    for (const ParameterSpec& spec : cutter.to().specs())
        if (isUntouched(spec.name))
            cutter.put(spec.name, cutter.given(spec.name));
    cutWords(cutter, from, to);
    for (std::int64_t layer = 0; layer < from.layers; ++layer) {
        const auto index = static_cast<std::size_t>(layer);
        cutLayer(cutter, layer, headRows(choice.heads[index], from.sizeOfHead()), indexTensor(choice.feedForward[index]));
    }
    return cutter.slim();
}

} // namespace exitscope::engine
