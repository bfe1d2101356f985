#include "core/engine/train/trainable_decoder.h"

#include "core/engine/model/layer_stack.h"
#include "core/engine/train/decoder_functions.h"

#include <torch/torch.h>

#include <algorithm>
#include <cassert>
#include <cmath>

namespace exitscope::engine {

namespace {

/// Random numbers of one place in a pass: a branch, an attention, an embedding.
std::int64_t siteKey(const PassSeed& seed, std::uint64_t site)
{
    return kernels::dropoutKey(seed.seed, seed.step, seed.shard, site);
}

constexpr std::uint64_t sitesOfLayer = 5; ///< two attentions, three branches
constexpr std::uint64_t sourceSite = 0, targetSite = 1, encoderSites = 2, decoderSites = 2 + 128 * sitesOfLayer;

kernels::Bend bendOf(FeedActivation activation)
{
    if (activation == FeedActivation::Silu)
        return kernels::Bend::Silu;
    return activation == FeedActivation::Relu ? kernels::Bend::Relu : kernels::Bend::GeluTanh;
}

std::int64_t longestOf(const std::vector<std::int32_t>& offsets)
{
    std::int64_t longest = 1;
    for (std::size_t i = 0; i + 1 < offsets.size(); ++i)
        longest = std::max<std::int64_t>(longest, offsets[i + 1] - offsets[i]);
    return longest;
}

} // namespace

/// Leaves over the flat arrays, by the names of the layout.
struct TrainableDecoder::Reader
{
    const DecoderLayout& layout;
    const at::Tensor& weights;
    const at::Tensor& gradients;

    at::Tensor operator()(const std::string& name) const
    {
        const ParameterSpec& spec = layout.at(name);
        return leafOver(weights, gradients, spec.offset, spec.shape);
    }
    Matrix matrix(const std::string& stem) const { return { (*this)(stem + ".weight"), {}, false }; }
    Matrix columns(const std::string& stem) const { return { (*this)(stem + ".weight"), (*this)(stem + ".bias"), true }; }
    /// `rows` rows from the first of several matrices that lie side by side.
    Matrix stacked(const std::string& stem, std::int64_t rows) const
    {
        const ParameterSpec& spec = layout.at(stem + ".weight");
        return { leafOver(weights, gradients, spec.offset, { rows, spec.shape[1] }), {}, false };
    }
    Norm rms(const std::string& stem) const { return { (*this)(stem + ".weight"), {} }; }
    Norm layerNorm(const std::string& stem) const { return { (*this)(stem + ".weight"), (*this)(stem + ".bias") }; }
};

TrainableDecoder::TrainableDecoder(
    const DecoderConfig& config, const DecoderLayout& layout, const at::Tensor& weights, const at::Tensor& gradients)
    : m_config(config)
{
    const Reader leaf { layout, weights, gradients };
    if (config.family == DecoderFamily::T5) {
        m_words = leaf("shared.weight");
        m_encoder = readT5(leaf, config, config.encoder, "encoder.");
        m_decoder = readT5(leaf, config, config.decoder, "decoder.");
    } else if (config.family == DecoderFamily::Gpt2) {
        readGpt2(leaf);
    } else {
        readLlama(leaf);
    }
    m_head = config.isTied ? m_words : leaf("lm_head.weight");
    if (config.hasClassifier) {
        m_classifierWeight = leaf("exit_module.weight");
        m_classifierBias = leaf("exit_module.bias");
    }
}

TrainableDecoder::Stack TrainableDecoder::readT5(
    const Reader& leaf, const DecoderConfig& config, const StackConfig& shape, const std::string& name)
{
    Stack stack;
    stack.shape = shape;
    const std::int64_t width = config.queryWidth(shape);
    stack.relativeBias = leaf(name + "block.0.layer.0.SelfAttention.relative_attention_bias.weight");
    for (std::int64_t i = 0; i < shape.layers; ++i) {
        const std::string block = name + "block." + std::to_string(i) + ".layer.";
        Layer layer;
        layer.selfNorm = leaf.rms(block + "0.layer_norm");
        layer.mixed = leaf.stacked(block + "0.SelfAttention.q", 3 * width);
        layer.selfOutput = leaf.matrix(block + "0.SelfAttention.o");
        if (shape.attendsEncoder) {
            layer.crossNorm = leaf.rms(block + "1.layer_norm");
            layer.crossQuery = leaf.matrix(block + "1.EncDecAttention.q");
            layer.crossKeys = leaf.stacked(block + "1.EncDecAttention.k", 2 * width);
            layer.crossOutput = leaf.matrix(block + "1.EncDecAttention.o");
        }
        const std::string feed = block + (shape.attendsEncoder ? "2." : "1.");
        layer.feedNorm = leaf.rms(feed + "layer_norm");
        layer.up = config.isGated ? leaf.stacked(feed + "DenseReluDense.wi_0", 2 * shape.feedForward)
                                  : leaf.matrix(feed + "DenseReluDense.wi");
        layer.down = leaf.matrix(feed + "DenseReluDense.wo");
        stack.layers.push_back(std::move(layer));
    }
    stack.finalNorm = leaf.rms(name + "final_layer_norm");
    return stack;
}

void TrainableDecoder::readGpt2(const Reader& leaf)
{
    m_words = leaf("transformer.wte.weight");
    m_positions = leaf("transformer.wpe.weight");
    m_decoder.shape = m_config.decoder;
    for (std::int64_t i = 0; i < m_config.decoder.layers; ++i) {
        const std::string block = "transformer.h." + std::to_string(i) + ".";
        Layer layer;
        layer.selfNorm = leaf.layerNorm(block + "ln_1");
        layer.mixed = leaf.columns(block + "attn.c_attn");
        layer.selfOutput = leaf.columns(block + "attn.c_proj");
        layer.feedNorm = leaf.layerNorm(block + "ln_2");
        layer.up = leaf.columns(block + "mlp.c_fc");
        layer.down = leaf.columns(block + "mlp.c_proj");
        m_decoder.layers.push_back(std::move(layer));
    }
    m_decoder.finalNorm = leaf.layerNorm("transformer.ln_f");
}

void TrainableDecoder::readLlama(const Reader& leaf)
{
    const auto& shape = m_config.decoder;
    m_words = leaf("model.embed_tokens.weight");
    m_decoder.shape = shape;
    for (std::int64_t i = 0; i < shape.layers; ++i) {
        const std::string block = "model.layers." + std::to_string(i) + ".";
        Layer layer;
        layer.selfNorm = leaf.rms(block + "input_layernorm");
        layer.mixed
            = leaf.stacked(block + "self_attn.q_proj", m_config.queryWidth(shape) + 2 * m_config.keyWidth(shape));
        layer.selfOutput = leaf.matrix(block + "self_attn.o_proj");
        layer.feedNorm = leaf.rms(block + "post_attention_layernorm");
        layer.up = leaf.stacked(block + "mlp.gate_proj", 2 * shape.feedForward);
        layer.down = leaf.matrix(block + "mlp.down_proj");
        m_decoder.layers.push_back(std::move(layer));
    }
    m_decoder.finalNorm = leaf.rms("model.norm");
}

at::Tensor TrainableDecoder::normed(const at::Tensor& x, const Norm& norm) const
{
    return norm.shift.defined() ? at::layer_norm(x, { m_config.hidden }, norm.gain, norm.shift, m_config.normEpsilon)
                                : rmsNorm(x, norm.gain, m_config.normEpsilon);
}

at::Tensor TrainableDecoder::product(const at::Tensor& x, const Matrix& matrix)
{
    const at::Tensor weight = matrix.isInputMajor ? matrix.weight : matrix.weight.t();
    return matrix.bias.defined() ? at::addmm(matrix.bias, x, weight) : at::mm(x, weight);
}

at::Tensor TrainableDecoder::embed(const std::vector<std::int32_t>& ids, const std::vector<std::int32_t>& offsets,
    const PassSeed& seed, std::uint64_t site) const
{
    at::Tensor state = m_words.index_select(0, indexTensor(ids));
    if (m_positions.defined()) {
        std::vector<std::int32_t> positions;
        for (std::size_t text = 0; text + 1 < offsets.size(); ++text)
            for (std::int32_t row = offsets[text]; row < offsets[text + 1]; ++row)
                positions.push_back(row - offsets[text]);
        state = state + m_positions.index_select(0, indexTensor(positions));
    }
    if (seed.dropout > 0)
        state = addBranch(at::zeros_like(state), state, seed.dropout, siteKey(seed, site));
    return state;
}

/// Scores' share of T5's relative positions, [heads, 2 · longest − 1] by distance of key from query.
at::Tensor TrainableDecoder::biasByDistance(const Stack& stack, std::int64_t longest) const
{
    if (!stack.relativeBias.defined())
        return {};
    std::vector<std::int32_t> buckets;
    for (std::int64_t distance = 1 - longest; distance < longest; ++distance)
        buckets.push_back(static_cast<std::int32_t>(relativeBucket(
            distance, m_config.relativeBuckets, m_config.relativeDistance, !stack.shape.isCausal)));
    return stack.relativeBias.index_select(0, indexTensor(buckets)).t().contiguous();
}

at::Tensor TrainableDecoder::turned(const at::Tensor& mixed, const at::Tensor& offsets, std::int64_t longest) const
{
    const auto pairs = static_cast<std::int64_t>(m_config.rotaryFrequency.size());
    at::Tensor cosines = at::empty({ longest, pairs }), sines = at::empty({ longest, pairs });
    for (std::int64_t position = 0; position < longest; ++position)
        for (std::int64_t pair = 0; pair < pairs; ++pair) {
            const double angle = static_cast<double>(position) * m_config.rotaryFrequency[static_cast<std::size_t>(pair)];
            cosines.data_ptr<float>()[position * pairs + pair] = static_cast<float>(std::cos(angle));
            sines.data_ptr<float>()[position * pairs + pair] = static_cast<float>(std::sin(angle));
        }
    const auto& shape = m_decoder.shape;
    return rotated(mixed, offsets, shape.heads + shape.keyHeads, m_config.headSize, cosines, sines);
}

at::Tensor TrainableDecoder::runLayer(const Stack& stack, const Layer& layer, at::Tensor state, const at::Tensor& offsets,
    const at::Tensor& bias, const Encoded& encoded, const PassSeed& seed, std::uint64_t site) const
{
    const auto add = [&](const at::Tensor& branch, std::uint64_t which) {
        state = seed.dropout > 0 ? addBranch(state, branch, seed.dropout, siteKey(seed, site + which)) : state + branch;
    };
    AttentionCall call { stack.shape.heads, stack.shape.keyHeads, m_config.headSize, stack.shape.isCausal,
        m_config.attentionScale, seed.dropout, siteKey(seed, site) };
    at::Tensor mixed = product(normed(state, layer.selfNorm), layer.mixed);
    if (!m_config.rotaryFrequency.empty()) {
        const auto* ends = offsets.data_ptr<std::int32_t>();
        mixed = turned(mixed, offsets, longestOf({ ends, ends + offsets.numel() }));
    }
    add(product(attendSelf(mixed, bias, offsets, call), layer.selfOutput), 1);
    if (stack.shape.attendsEncoder) {
        call.isCausal = false;
        call.key = siteKey(seed, site + 2);
        const at::Tensor query = product(normed(state, layer.crossNorm), layer.crossQuery);
        const at::Tensor keys = product(encoded.states, layer.crossKeys);
        add(product(attendOther(query, keys, offsets, encoded.offsets, call), layer.crossOutput), 3);
    }
    const at::Tensor raised = product(normed(state, layer.feedNorm), layer.up);
    add(product(bend(bendOf(m_config.activation), raised, m_config.isGated), layer.down), 4);
    return state;
}

std::vector<at::Tensor> TrainableDecoder::run(const Stack& stack, at::Tensor state, const std::vector<std::int32_t>& offsets,
    const Encoded& encoded, const PassSeed& seed, std::uint64_t firstSite) const
{
    const at::Tensor ends = indexTensor(offsets);
    const at::Tensor bias = biasByDistance(stack, longestOf(offsets));
    std::vector<at::Tensor> all;
    for (std::size_t i = 0; i < stack.layers.size(); ++i) {
        state = runLayer(stack, stack.layers[i], state, ends, bias, encoded, seed, firstSite + i * sitesOfLayer);
        all.push_back(state);
    }
    return all;
}

std::vector<at::Tensor> TrainableDecoder::states(const TextBatch& batch, const PassSeed& seed) const
{
    assert(m_config.hasEncoder() == !batch.source.empty());
    Encoded encoded;
    if (m_config.hasEncoder()) {
        const at::Tensor read = embed(batch.source, batch.sourceOffsets, seed, sourceSite);
        const auto states = run(m_encoder, read, batch.sourceOffsets, {}, seed, encoderSites);
        encoded = { normed(states.back(), m_encoder.finalNorm), indexTensor(batch.sourceOffsets) };
    }
    return run(m_decoder, embed(batch.inputs, batch.offsets, seed, targetSite), batch.offsets, encoded, seed, decoderSites);
}

at::Tensor TrainableDecoder::headInput(const at::Tensor& state) const
{
    const at::Tensor read = normed(state, m_decoder.finalNorm);
    return m_config.stateScale == 1 ? read : read * m_config.stateScale;
}

at::Tensor TrainableDecoder::classifierLogits(const at::Tensor& states) const
{
    assert(m_classifierWeight.defined());
    return (states.matmul(m_classifierWeight.t()) + m_classifierBias).squeeze(-1);
}

} // namespace exitscope::engine
