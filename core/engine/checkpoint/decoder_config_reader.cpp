#include "core/engine/checkpoint/decoder_map.h"

#include "core/error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

namespace exitscope::engine {

namespace {

struct FamilyName
{
    std::string_view name;
    DecoderFamily family;
};

constexpr std::array<FamilyName, 5> families { { { "gpt2", DecoderFamily::Gpt2 },
    { "llama", DecoderFamily::Llama }, { "t5", DecoderFamily::T5 }, { "mt5", DecoderFamily::T5 },
    { "bart", DecoderFamily::Bart } } };

std::optional<DecoderFamily> familyNamed(std::string_view name)
{
    for (const auto& family : families)
        if (family.name == name)
            return family.family;
    return std::nullopt;
}

std::int64_t need(const ConfigJson& config, std::initializer_list<const char*> keys)
{
    const auto value = config.count(keys);
    if (!value || *value == 0)
        throw InputError(config.path(),
            "\"" + std::string(*keys.begin()) + "\" is " + (value ? "0" : "missing"), "a model needs it");
    return *value;
}

FeedActivation activationNamed(const ConfigJson& config, const char* key, const std::string& name)
{
    if (name == "gelu")
        return FeedActivation::GeluErf;
    if (name == "gelu_new" || name == "gelu_pytorch_tanh" || name == "gelu_fast")
        return FeedActivation::GeluTanh;
    if (name == "relu")
        return FeedActivation::Relu;
    if (name == "silu" || name == "swish")
        return FeedActivation::Silu;
    throw InputError(config.path(), "\"" + std::string(key) + "\" is \"" + name + "\"",
        "supported are gelu, gelu_new, relu and silu");
}

void refuseFlag(const ConfigJson& config, const char* key)
{
    if (config.flag(key))
        throw InputError(config.path(), "\"" + std::string(key) + "\" is true", "that variant is not supported");
}

double epsilonOf(const ConfigJson& config, std::initializer_list<const char*> keys, double usual)
{
    const double epsilon = config.number(keys).value_or(usual);
    if (!(epsilon >= 0 && epsilon < 1))
        throw InputError(config.path(), "\"" + std::string(*keys.begin()) + "\" is not a small number",
            "expected some 1e-5");
    return epsilon;
}

/// Head size from the hidden size, which the heads must share without rest.
std::int64_t sharedHeadSize(const ConfigJson& config, std::int64_t hidden, std::int64_t heads)
{
    if (hidden % heads != 0)
        throw InputError(config.path(),
            "the hidden size " + std::to_string(hidden) + " is not a multiple of the "
                + std::to_string(heads) + " heads",
            "is this the config.json of these weights?");
    return hidden / heads;
}

void readGpt2(const ConfigJson& config, DecoderConfig& shape)
{
    shape.hidden = need(config, { "n_embd", "hidden_size" });
    auto& stack = shape.decoder;
    stack.layers = need(config, { "n_layer", "num_hidden_layers" });
    stack.heads = stack.keyHeads = need(config, { "n_head", "num_attention_heads" });
    stack.feedForward = config.count({ "n_inner" }).value_or(4 * shape.hidden);
    shape.headSize = sharedHeadSize(config, shape.hidden, stack.heads);
    shape.positions = need(config, { "n_positions", "max_position_embeddings", "n_ctx" });
    shape.normEpsilon = epsilonOf(config, { "layer_norm_epsilon" }, 1e-5);
    shape.activation = activationNamed(
        config, "activation_function", config.text({ "activation_function" }).value_or("gelu_new"));
    shape.attentionScale = 1 / std::sqrt(static_cast<double>(shape.headSize));
    shape.isTied = !config.has("tie_word_embeddings") || config.flag("tie_word_embeddings");
    refuseFlag(config, "scale_attn_by_inverse_layer_idx");
    refuseFlag(config, "add_cross_attention");
}

/// Long contexts by slower turning: `linear` divides every frequency; `llama3` the slow ones, with a ramp between.
void scaleRotary(const ConfigJson& scaling, std::vector<double>& frequencies)
{
    const std::string kind = scaling.text({ "rope_type", "type" }).value_or("default");
    const double factor = scaling.number({ "factor" }).value_or(1);
    if (kind == "default")
        return;
    if (!(factor >= 1) || (kind != "linear" && kind != "llama3"))
        throw InputError(scaling.path(), "\"rope_scaling\" is of the kind \"" + kind + "\"",
            "supported are linear and llama3, with a factor of at least 1");
    const double slow = scaling.number({ "low_freq_factor" }).value_or(1);
    const double fast = scaling.number({ "high_freq_factor" }).value_or(4);
    const double trained = scaling.number({ "original_max_position_embeddings" }).value_or(8192);
    for (double& frequency : frequencies) {
        // 0 where a whole turn takes longer than what the model was trained on, 1 where it is well inside.
        const double turns = trained * frequency / (2 * std::numbers::pi);
        const double keeps = kind == "linear" ? 0 : std::clamp((turns - slow) / (fast - slow), 0.0, 1.0);
        frequency = (1 - keeps) * frequency / factor + keeps * frequency;
    }
}

void readLlama(const ConfigJson& config, DecoderConfig& shape)
{
    shape.hidden = need(config, { "hidden_size" });
    auto& stack = shape.decoder;
    stack.layers = need(config, { "num_hidden_layers" });
    stack.heads = need(config, { "num_attention_heads" });
    stack.keyHeads = config.count({ "num_key_value_heads" }).value_or(stack.heads);
    if (stack.keyHeads < 1 || stack.heads % stack.keyHeads != 0)
        throw InputError(config.path(),
            "\"num_key_value_heads\" is " + std::to_string(stack.keyHeads) + ", and "
                + std::to_string(stack.heads) + " heads cannot share them evenly",
            "expected a divisor of num_attention_heads");
    stack.feedForward = need(config, { "intermediate_size" });
    shape.headSize = config.has("head_dim") ? need(config, { "head_dim" })
                                            : sharedHeadSize(config, shape.hidden, stack.heads);
    if (shape.headSize % 2 != 0)
        throw InputError(config.path(), "heads of " + std::to_string(shape.headSize) + " cannot turn in pairs",
            "rotary positions need an even head size");
    shape.positions = config.count({ "max_position_embeddings" }).value_or(2048);
    shape.norm = NormKind::Rms;
    shape.normEpsilon = epsilonOf(config, { "rms_norm_eps" }, 1e-6);
    shape.position = PositionKind::RotaryHalves;
    const double base = config.number({ "rope_theta" }).value_or(10000);
    if (!(base > 1))
        throw InputError(config.path(), "\"rope_theta\" is not above 1", "the usual value is 10000");
    for (std::int64_t pair = 0; pair < shape.headSize / 2; ++pair)
        shape.rotaryFrequency.push_back(
            std::pow(base, -2.0 * static_cast<double>(pair) / static_cast<double>(shape.headSize)));
    if (const auto scaling = config.object("rope_scaling"))
        scaleRotary(*scaling, shape.rotaryFrequency);
    shape.isGated = true;
    shape.activation
        = activationNamed(config, "hidden_act", config.text({ "hidden_act" }).value_or("silu"));
    shape.attentionScale = 1 / std::sqrt(static_cast<double>(shape.headSize));
    shape.isTied = config.flag("tie_word_embeddings");
}

void readT5(const ConfigJson& config, DecoderConfig& shape)
{
    shape.hidden = need(config, { "d_model", "hidden_size" });
    shape.headSize = need(config, { "d_kv" });
    const std::int64_t heads = need(config, { "num_heads", "num_attention_heads" });
    const std::int64_t feedForward = need(config, { "d_ff" });
    const std::int64_t layers = need(config, { "num_layers", "num_hidden_layers" });
    shape.encoder = { layers, heads, heads, feedForward, false, false };
    shape.decoder
        = { config.count({ "num_decoder_layers" }).value_or(layers), heads, heads, feedForward, true, true };
    shape.norm = NormKind::Rms;
    shape.normEpsilon = epsilonOf(config, { "layer_norm_epsilon" }, 1e-6);
    shape.position = PositionKind::RelativeBias;
    shape.relativeBuckets = config.count({ "relative_attention_num_buckets" }).value_or(32);
    shape.relativeDistance = config.count({ "relative_attention_max_distance" }).value_or(128);
    if (shape.relativeBuckets < 4 || shape.relativeDistance <= shape.relativeBuckets / 2)
        throw InputError(config.path(), "the buckets of relative positions do not fit their distance",
            "expected relative_attention_num_buckets of at least 4, and a distance above half of them");
    const std::string kind = config.text({ "feed_forward_proj" }).value_or("relu");
    shape.isGated = kind.starts_with("gated-");
    const std::string name = shape.isGated ? kind.substr(6) : kind;
    // T5's "gated-gelu" has always been computed with the tanh form.
    shape.activation = activationNamed(
        config, "feed_forward_proj", shape.isGated && name == "gelu" ? "gelu_new" : name);
    shape.isTied = !config.has("tie_word_embeddings") || config.flag("tie_word_embeddings");
    if (shape.isTied)
        shape.stateScale = 1 / std::sqrt(static_cast<double>(shape.hidden));
}

void readBart(const ConfigJson& config, DecoderConfig& shape)
{
    shape.hidden = need(config, { "d_model", "hidden_size" });
    const auto stack = [&](const char* layers, const char* heads, const char* feedForward, bool isDecoder) {
        const std::int64_t count = need(config, { heads });
        return StackConfig { need(config, { layers }), count, count, need(config, { feedForward }), isDecoder,
            isDecoder };
    };
    shape.encoder = stack("encoder_layers", "encoder_attention_heads", "encoder_ffn_dim", false);
    shape.decoder = stack("decoder_layers", "decoder_attention_heads", "decoder_ffn_dim", true);
    if (shape.encoder.heads != shape.decoder.heads)
        throw InputError(config.path(), "encoder and decoder have different numbers of heads",
            "that variant is not supported");
    shape.headSize = sharedHeadSize(config, shape.hidden, shape.decoder.heads);
    shape.positions = need(config, { "max_position_embeddings" });
    shape.positionOffset = 2; // BART keeps two rows before the first position
    shape.normPlace = NormPlace::After;
    shape.normEpsilon = 1e-5;
    shape.activation = activationNamed(
        config, "activation_function", config.text({ "activation_function" }).value_or("gelu"));
    shape.attentionScale = 1 / std::sqrt(static_cast<double>(shape.headSize));
    if (config.flag("scale_embedding"))
        shape.embeddingScale = std::sqrt(static_cast<double>(shape.hidden));
    shape.isTied = true;
    refuseFlag(config, "normalize_before");
}

std::int32_t tokenOr(const ConfigJson& config, const char* key, std::int32_t usual)
{
    const auto ids = config.ids(key);
    return ids.empty() ? usual : ids.front();
}

void readTokens(const ConfigJson& config, DecoderConfig& shape)
{
    shape.padToken = tokenOr(config, "pad_token_id", shape.family == DecoderFamily::Bart ? 1 : -1);
    shape.lastTokens = config.ids("eos_token_id");
    switch (shape.family) {
    case DecoderFamily::T5:
        shape.firstToken = tokenOr(config, "decoder_start_token_id", std::max(shape.padToken, 0));
        if (shape.lastTokens.empty())
            shape.lastTokens = { 1 };
        break;
    case DecoderFamily::Bart:
        if (shape.lastTokens.empty())
            shape.lastTokens = { 2 };
        shape.firstToken = tokenOr(config, "decoder_start_token_id", shape.lastTokens.front());
        shape.forcedFirst = tokenOr(config, "forced_bos_token_id", -1);
        break;
    case DecoderFamily::Llama:
        shape.firstToken = tokenOr(config, "bos_token_id", -1);
        break;
    case DecoderFamily::Gpt2:
        break;
    }
}

void requireInside(const ConfigJson& config, const DecoderConfig& shape)
{
    const auto check = [&](std::int32_t token, const char* what) {
        if (token >= shape.vocabulary)
            throw InputError(config.path(),
                std::string(what) + " " + std::to_string(token) + " is outside the vocabulary of "
                    + std::to_string(shape.vocabulary),
                "is this the config.json of these weights?");
    };
    check(shape.firstToken, "the first token");
    check(shape.forcedFirst, "the forced first token");
    for (const std::int32_t token : shape.lastTokens)
        check(token, "the end token");
}

} // namespace

std::string decoderFamilies()
{
    std::string names;
    for (std::size_t i = 0; i < families.size(); ++i)
        names += (i == 0 ? "" : i + 1 == families.size() ? " and " : ", ") + std::string(families[i].name);
    return names;
}

bool isDecoder(const ConfigJson& config)
{
    const auto type = config.text({ "model_type" });
    return type && familyNamed(*type);
}

DecoderConfig readDecoderConfig(const ConfigJson& config)
{
    DecoderConfig shape;
    shape.modelType = config.text({ "model_type" }).value_or(std::string());
    const auto family = familyNamed(shape.modelType);
    if (!family)
        throw InputError(config.path(),
            shape.modelType.empty() ? "\"model_type\" is missing" : "\"model_type\" is \"" + shape.modelType + "\"",
            decoderFamilies() + " can generate, and model files of llama2.c");
    shape.family = *family;
    shape.vocabulary = need(config, { "vocab_size" });
    switch (shape.family) {
    case DecoderFamily::Gpt2:
        readGpt2(config, shape);
        break;
    case DecoderFamily::Llama:
        readLlama(config, shape);
        break;
    case DecoderFamily::T5:
        readT5(config, shape);
        break;
    case DecoderFamily::Bart:
        readBart(config, shape);
        break;
    }
    readTokens(config, shape);
    requireInside(config, shape);
    return shape;
}

} // namespace exitscope::engine
