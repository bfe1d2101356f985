#include "core/engine/train/trainable_encoder.h"

#include "core/engine/train/fused_layers.h"
#include "core/engine/train/kernels.h"

#include <torch/torch.h>

#include <cassert>

namespace exitscope::engine {

namespace {

at::Tensor indexTensor(const std::vector<std::int32_t>& values)
{
    return at::from_blob(const_cast<std::int32_t*>(values.data()), { static_cast<std::int64_t>(values.size()) }, at::kInt)
        .clone();
}

at::Tensor positionIds(const Pack& pack)
{
    at::Tensor ids = at::empty({ pack.tokens() }, at::kInt);
    auto* into = ids.data_ptr<std::int32_t>();
    for (std::size_t s = 0; s + 1 < pack.offsets.size(); ++s)
        for (std::int32_t row = pack.offsets[s]; row < pack.offsets[s + 1]; ++row)
            into[row] = row - pack.offsets[s];
    return ids;
}

std::int64_t siteKey(const PassSeed& seed, std::uint64_t site)
{
    return kernels::dropoutKey(seed.seed, seed.step, seed.shard, site);
}

/// x with dropout; for the few rows that reach a classifier.
at::Tensor dropped(const at::Tensor& x, const PassSeed& seed, std::uint64_t site)
{
    if (seed.dropout <= 0)
        return x;
    at::Tensor factors = at::empty(x.sizes());
    kernels::dropoutFactors({ static_cast<float>(seed.dropout), static_cast<std::uint32_t>(siteKey(seed, site)) },
        factors.numel(), factors.data_ptr<float>());
    return x * factors;
}

} // namespace

TrainableEncoder::TrainableEncoder(
    const EncoderConfig& config, const ParameterLayout& layout, const at::Tensor& weights, const at::Tensor& gradients)
    : m_config(config)
{
    const auto leafAt = [&](std::int64_t offset, std::vector<std::int64_t> shape) {
        return leafOver(weights, gradients, offset, std::move(shape));
    };
    const auto leaf = [&](const std::string& name) {
        const ParameterSpec& spec = layout.at(name);
        return leafAt(spec.offset, spec.shape);
    };
    const auto h = config.hidden;
    m_words = leaf("bert.embeddings.word_embeddings.weight");
    if (config.wordRank > 0)
        m_wordProjection = leaf("bert.embeddings.word_projection.weight");
    m_positions = leaf("bert.embeddings.position_embeddings.weight");
    m_types = leaf("bert.embeddings.token_type_embeddings.weight");
    m_gain = leaf("bert.embeddings.LayerNorm.weight");
    m_shift = leaf("bert.embeddings.LayerNorm.bias");
    for (std::int64_t i = 0; i < config.layers; ++i) {
        const auto part = [&](const char* name) { return leaf(layerName(i, name)); };
        const auto stacked = 3 * config.headsOf(i) * config.sizeOfHead();
        m_layers.push_back({ leafAt(layout.at(layerName(i, "attention.self.query.weight")).offset, { stacked, h }),
            leafAt(layout.at(layerName(i, "attention.self.query.bias")).offset, { stacked }),
            part("attention.output.dense.weight"), part("attention.output.dense.bias"),
            part("attention.output.LayerNorm.weight"), part("attention.output.LayerNorm.bias"),
            part("intermediate.dense.weight"), part("intermediate.dense.bias"), part("output.dense.weight"),
            part("output.dense.bias"), part("output.LayerNorm.weight"), part("output.LayerNorm.bias") });
    }
    for (std::size_t i = 0; i < config.exitLayer.size(); ++i) {
        Exit exit { {}, {}, leaf(exitName(i, "classifier.weight")), leaf(exitName(i, "classifier.bias")) };
        if (layout.find(exitName(i, "pooler.dense.weight"))) {
            exit.poolerWeight = leaf(exitName(i, "pooler.dense.weight"));
            exit.poolerBias = leaf(exitName(i, "pooler.dense.bias"));
        }
        m_exits.push_back(std::move(exit));
    }
    if (config.exitModule != ExitModule::None) {
        m_moduleWeight = leaf("exit_module.weight");
        m_moduleBias = leaf("exit_module.bias");
    }
    if (!layout.find("cls.predictions.bias"))
        return;
    m_maskWeight = leaf("cls.predictions.transform.dense.weight");
    m_maskBias = leaf("cls.predictions.transform.dense.bias");
    m_maskGain = leaf("cls.predictions.transform.LayerNorm.weight");
    m_maskShift = leaf("cls.predictions.transform.LayerNorm.bias");
    m_maskOutput = leaf("cls.predictions.bias");
}

void TrainableEncoder::setGradientScales(std::vector<GradientScale> scales)
{
    assert(scales.empty() || std::ssize(scales) == m_config.layers);
    m_scales = std::move(scales);
}

std::vector<at::Tensor> TrainableEncoder::states(
    const Pack& pack, const PassSeed& seed, std::int64_t layers, at::Tensor* embedded) const
{
    assert(layers <= m_config.layers);
    const at::Tensor offsets = indexTensor(pack.offsets);
    at::Tensor state = embedTokens(m_words, m_wordProjection, m_positions, m_types, m_gain, m_shift, indexTensor(pack.ids), positionIds(pack),
        indexTensor(pack.types), m_config.layerNormEpsilon);
    state = dropped(state, seed, 0);
    if (embedded)
        *embedded = state;
    const at::Tensor layersOfTokens = pack.layers.empty() ? at::Tensor() : indexTensor(pack.layers);
    std::vector<at::Tensor> all;
    for (std::int64_t i = 0; i < layers; ++i) {
        const Layer& w = m_layers[static_cast<std::size_t>(i)];
        LayerCall call { m_config.headsOf(i), m_config.sizeOfHead(), m_config.layerNormEpsilon, seed.dropout, m_isHalf, {} };
        for (std::uint64_t site = 0; site < 3; ++site)
            call.keys[site] = siteKey(seed, 1 + 3 * static_cast<std::uint64_t>(i) + site);
        const at::Tensor out = encoderLayer(state, offsets, call, w.qkvWeight, w.qkvBias, w.outWeight, w.outBias, w.gain1,
            w.shift1, w.upWeight, w.upBias, w.downWeight, w.downBias, w.gain2, w.shift2);
        // HashEE's approximate form: what has left is computed and put back as it was, and is attended to as such.
        state = layersOfTokens.defined() ? at::where(layersOfTokens.gt(i).unsqueeze(1), out, state) : out;
        const GradientScale scale = m_scales.empty() ? GradientScale() : m_scales[static_cast<std::size_t>(i)];
        state = withScaledGradient(state, scale.branch);
        all.push_back(state);
        state = withScaledGradient(state, scale.trunk);
    }
    return all;
}

std::vector<ExitRows> TrainableEncoder::exits(
    const Pack& pack, const std::vector<at::Tensor>& states, const PassSeed& seed) const
{
    const std::vector<std::int32_t> firstRows(pack.offsets.begin(), pack.offsets.end() - 1);
    const at::Tensor rows = indexTensor(pack.asked.empty() ? firstRows : pack.asked);
    std::vector<ExitRows> exits;
    for (std::size_t i = 0; i < m_exits.size(); ++i) {
        const Exit& exit = m_exits[i];
        const auto layer = static_cast<std::size_t>(m_config.exitLayer[i]);
        if (layer > states.size())
            break;
        const at::Tensor first = states[layer - 1].index_select(0, rows);
        at::Tensor read = first;
        if (exit.poolerWeight.defined())
            read = at::tanh(at::addmm(exit.poolerBias, first, exit.poolerWeight.t()));
        else if (m_config.head == HeadKind::StateTanh)
            read = at::tanh(first);
        const at::Tensor pooled = dropped(read, seed, 100'000 + i);
        exits.push_back({ first, pooled, at::addmm(exit.bias, pooled, exit.weight.t()) });
    }
    return exits;
}

at::Tensor TrainableEncoder::moduleLogits(const at::Tensor& inputs) const
{
    assert(m_moduleWeight.defined());
    return (inputs.matmul(m_moduleWeight.t()) + m_moduleBias).squeeze(-1);
}

at::Tensor TrainableEncoder::maskLogits(const at::Tensor& lastStates, const Pack& pack) const
{
    assert(m_maskOutput.defined());
    const at::Tensor rows = at::from_blob(const_cast<std::int64_t*>(pack.maskedRows.data()),
        { static_cast<std::int64_t>(pack.maskedRows.size()) }, at::kLong)
                                .clone();
    const at::Tensor hidden = at::gelu(at::addmm(m_maskBias, lastStates.index_select(0, rows), m_maskWeight.t()));
    const at::Tensor normed
        = at::layer_norm(hidden, { m_config.hidden }, m_maskGain, m_maskShift, m_config.layerNormEpsilon);
    // Tied to the whole table, which is words · projectionᵀ.
    const at::Tensor narrowed = m_wordProjection.defined() ? normed.mm(m_wordProjection) : normed;
    return at::addmm(m_maskOutput, narrowed, m_words.t());
}

} // namespace exitscope::engine
