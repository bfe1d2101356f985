#include "core/engine/train/decoder_layout.h"

#include "core/engine/train/random.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cassert>
#include <cmath>

namespace exitscope::engine {

DecoderLayout::DecoderLayout(const DecoderConfig& config)
{
    switch (config.family) {
    case DecoderFamily::T5:
        add("shared.weight", { config.vocabulary, config.hidden });
        addT5Stack(config, config.encoder, "encoder.");
        addT5Stack(config, config.decoder, "decoder.");
        break;
    case DecoderFamily::Gpt2:
        addGpt2(config);
        break;
    case DecoderFamily::Llama:
        addLlama(config);
        break;
    case DecoderFamily::Bart:
        assert(false && "BART is not trained");
        break;
    }
    if (!config.isTied)
        add("lm_head.weight", { config.vocabulary, config.hidden });
    for (ParameterSpec& spec : m_specs) {
        const bool isNorm = spec.name.ends_with("layer_norm.weight") || spec.name.ends_with("layernorm.weight")
            || spec.name == "model.norm.weight" || spec.name.ends_with(".ln_1.weight") || spec.name.ends_with(".ln_2.weight")
            || spec.name.ends_with("ln_f.weight");
        spec.isNormGain = isNorm && spec.shape.size() == 1;
    }
    if (!config.hasClassifier)
        return;
    // At the end: the start of every other parameter is the same with and without it.
    add("exit_module.weight", { 1, config.hidden });
    add("exit_module.bias", { 1 });
}

void DecoderLayout::addT5Stack(const DecoderConfig& config, const StackConfig& stack, const std::string& name)
{
    const auto h = config.hidden, width = config.queryWidth(stack), f = stack.feedForward;
    for (std::int64_t layer = 0; layer < stack.layers; ++layer) {
        const std::string block = name + "block." + std::to_string(layer) + ".layer.";
        const auto attention = [&](const std::string& at) {
            for (const char* part : { "q", "k", "v" })
                add(at + part + ".weight", { width, h });
            add(at + "o.weight", { h, width });
        };
        attention(block + "0.SelfAttention.");
        if (layer == 0)
            add(block + "0.SelfAttention.relative_attention_bias.weight", { config.relativeBuckets, stack.heads });
        add(block + "0.layer_norm.weight", { h });
        if (stack.attendsEncoder) {
            attention(block + "1.EncDecAttention.");
            add(block + "1.layer_norm.weight", { h });
        }
        const std::string feed = block + (stack.attendsEncoder ? "2." : "1.");
        if (config.isGated) {
            add(feed + "DenseReluDense.wi_0.weight", { f, h });
            add(feed + "DenseReluDense.wi_1.weight", { f, h });
        } else {
            add(feed + "DenseReluDense.wi.weight", { f, h });
        }
        add(feed + "DenseReluDense.wo.weight", { h, f });
        add(feed + "layer_norm.weight", { h });
    }
    add(name + "final_layer_norm.weight", { h });
}

void DecoderLayout::addGpt2(const DecoderConfig& config)
{
    const auto h = config.hidden, f = config.decoder.feedForward;
    const auto norm = [&](const std::string& at) {
        add(at + ".weight", { h });
        add(at + ".bias", { h });
    };
    const auto columns = [&](const std::string& at, std::int64_t from, std::int64_t to) { // Conv1D: a row per input
        add(at + ".weight", { from, to });
        add(at + ".bias", { to });
    };
    add("transformer.wte.weight", { config.vocabulary, h });
    add("transformer.wpe.weight", { config.positions, h });
    for (std::int64_t layer = 0; layer < config.decoder.layers; ++layer) {
        const std::string block = "transformer.h." + std::to_string(layer) + ".";
        norm(block + "ln_1");
        columns(block + "attn.c_attn", h, 3 * h);
        columns(block + "attn.c_proj", h, h);
        norm(block + "ln_2");
        columns(block + "mlp.c_fc", h, f);
        columns(block + "mlp.c_proj", f, h);
    }
    norm("transformer.ln_f");
}

void DecoderLayout::addLlama(const DecoderConfig& config)
{
    const auto h = config.hidden, f = config.decoder.feedForward;
    const auto queries = config.queryWidth(config.decoder), keys = config.keyWidth(config.decoder);
    add("model.embed_tokens.weight", { config.vocabulary, h });
    for (std::int64_t layer = 0; layer < config.decoder.layers; ++layer) {
        const std::string block = "model.layers." + std::to_string(layer) + ".";
        add(block + "self_attn.q_proj.weight", { queries, h });
        add(block + "self_attn.k_proj.weight", { keys, h });
        add(block + "self_attn.v_proj.weight", { keys, h });
        add(block + "self_attn.o_proj.weight", { h, queries });
        add(block + "input_layernorm.weight", { h });
        add(block + "mlp.gate_proj.weight", { f, h });
        add(block + "mlp.up_proj.weight", { f, h });
        add(block + "mlp.down_proj.weight", { h, f });
        add(block + "post_attention_layernorm.weight", { h });
    }
    add("model.norm.weight", { h });
}

namespace {

bool isEmbedding(const std::string& name)
{
    return name == "shared.weight" || name == "transformer.wte.weight" || name == "model.embed_tokens.weight";
}

/// What adds to the residual sum: the last product of each branch.
bool feedsSum(const std::string& name)
{
    for (const char* end : { "Attention.o.weight", ".wo.weight", ".c_proj.weight", ".o_proj.weight", ".down_proj.weight" })
        if (name.ends_with(end))
            return true;
    return false;
}

double deviation(const ParameterSpec& spec, const DecoderConfig& config)
{
    const bool isInputMajor = spec.name.ends_with(".c_attn.weight") || spec.name.ends_with(".c_proj.weight")
        || spec.name.ends_with(".c_fc.weight");
    const double reads = static_cast<double>(isInputMajor ? spec.shape[0] : spec.shape[1]);
    if (spec.name == "transformer.wpe.weight")
        return 0.02;
    if (spec.name.ends_with("relative_attention_bias.weight"))
        return 0.1;
    // A tied matrix is the head as well, whose logits should begin small: T5 scales them, the others do not.
    if (isEmbedding(spec.name))
        return config.isTied && config.stateScale == 1 ? 0.02 : 0.25;
    if (feedsSum(spec.name)) {
        const bool isEncoder = spec.name.starts_with("encoder.");
        const auto& stack = isEncoder ? config.encoder : config.decoder;
        const double sums = static_cast<double>(stack.layers * (stack.attendsEncoder ? 3 : 2));
        return 1 / std::sqrt(reads * sums);
    }
    if (spec.name.ends_with("Attention.q.weight")) // T5 does not scale scores; its queries begin that much smaller
        return 1 / std::sqrt(reads * static_cast<double>(config.headSize));
    return 1 / std::sqrt(reads);
}

} // namespace

at::Tensor initialDecoderWeights(const DecoderConfig& config, const DecoderLayout& layout, std::uint64_t seed)
{
    at::Tensor weights = at::zeros({ layout.count() });
    for (std::size_t i = 0; i < layout.specs().size(); ++i) {
        const ParameterSpec& spec = layout.specs()[i];
        float* into = weights.data_ptr<float>() + spec.offset;
        if (spec.shape.size() == 1) {
            std::fill_n(into, spec.count(), spec.isNormGain ? 1.0F : 0.0F);
            continue;
        }
        if (spec.name.starts_with("exit_module."))
            continue; // starts undecided
        Random random(seed, static_cast<std::uint64_t>(Stream::Weights), i);
        const double spread = deviation(spec, config);
        std::generate_n(into, spec.count(), [&] { return static_cast<float>(spread * random.normal()); });
    }
    return weights;
}

} // namespace exitscope::engine
