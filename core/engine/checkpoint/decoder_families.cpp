#include "core/engine/checkpoint/decoder_map.h"

#include "core/error.h"

namespace exitscope::engine {

namespace {

/// Finds matrices and norms with a bias or without.
class Parts
{
public:
    Parts(WeightFinder& finder, const DecoderConfig& config)
        : m_finder(finder)
        , m_config(config)
    { }

    MatrixMap matrix(const std::string& stem, std::int64_t out, std::int64_t in, bool hasBias)
    {
        return { .weight = m_finder.tensor(stem + ".weight", { out, in }),
            .bias = hasBias ? m_finder.tensor(stem + ".bias", { out }) : nullptr,
            .out = out,
            .in = in };
    }
    /// Bias where the checkpoint has one.
    MatrixMap matrix(const std::string& stem, std::int64_t out, std::int64_t in)
    {
        return matrix(stem, out, in, m_finder.has(stem + ".bias"));
    }
    /// `out` of the `all` outputs of a Conv1D [in, all].
    MatrixMap columns(const std::string& stem, std::int64_t all, std::int64_t in, std::int64_t first, std::int64_t out)
    {
        return { .weight = m_finder.tensor(stem + ".weight", { in, all }),
            .bias = m_finder.tensor(stem + ".bias", { all }),
            .out = out,
            .in = in,
            .first = first,
            .isInputMajor = true };
    }
    NormMap layerNorm(const std::string& stem) { return m_finder.norm(stem, m_config.hidden); }
    NormMap rmsNorm(const std::string& stem)
    {
        return { .weight = m_finder.tensor(stem + ".weight", { m_config.hidden }), .bias = nullptr };
    }
    const io::TensorView* words(const std::string& name)
    {
        return m_finder.tensor(name, { m_config.vocabulary, m_config.hidden });
    }
    /// Copies of the embedding under other names, which some versions save.
    void skipCopies(std::initializer_list<const char*> names)
    {
        for (const char* name : names)
            if (m_finder.has(name))
                m_finder.markUsed(name);
    }
    /// The head: the embedding's matrix, or one of its own.
    MatrixMap head(const io::TensorView* embedding, const std::string& name = "lm_head.weight")
    {
        const io::TensorView* weight = embedding;
        if (!m_config.isTied)
            weight = words(name);
        else
            skipCopies({ name.c_str() });
        return { .weight = weight, .out = m_config.vocabulary, .in = m_config.hidden };
    }

private:
    WeightFinder& m_finder;
    const DecoderConfig& m_config;
};

/// More layers in the weights than config.json says mean that one of them is of another model.
void requireLayers(const WeightFinder& finder, const std::string& prefix, const std::string& suffix, std::int64_t said)
{
    const std::int64_t held = finder.countOf(prefix, suffix);
    if (held > said)
        throw InputError(finder.table().files().front(),
            "the weights have " + std::to_string(held) + " layers (\"" + prefix + "0\" …), config.json says "
                + std::to_string(said),
            "correct config.json, or remove the other layers");
}

DecoderLayerMap t5Layer(Parts& parts, const std::string& stem, const DecoderConfig& config, const StackConfig& stack)
{
    const std::int64_t hidden = config.hidden, width = config.queryWidth(stack);
    const auto attention = [&](const std::string& block, const char* name) {
        const std::string at = block + name + '.';
        return AttentionMap { .norm = parts.rmsNorm(block + "layer_norm"),
            .query = parts.matrix(at + "q", width, hidden, false),
            .key = parts.matrix(at + "k", width, hidden, false),
            .value = parts.matrix(at + "v", width, hidden, false),
            .output = parts.matrix(at + "o", hidden, width, false) };
    };
    DecoderLayerMap layer;
    layer.self = attention(stem + "layer.0.", "SelfAttention");
    if (stack.attendsEncoder)
        layer.cross = attention(stem + "layer.1.", "EncDecAttention");
    const std::string block = stem + (stack.attendsEncoder ? "layer.2." : "layer.1.");
    const std::string dense = block + "DenseReluDense.";
    layer.feedNorm = parts.rmsNorm(block + "layer_norm");
    if (config.isGated)
        layer.gate = parts.matrix(dense + "wi_0", stack.feedForward, hidden, false);
    layer.up = parts.matrix(dense + (config.isGated ? "wi_1" : "wi"), stack.feedForward, hidden, false);
    layer.down = parts.matrix(dense + "wo", hidden, stack.feedForward, false);
    return layer;
}

StackMap t5Stack(WeightFinder& finder, Parts& parts, const std::string& name, const DecoderConfig& config,
    const StackConfig& shape)
{
    StackMap stack;
    requireLayers(finder, name + "block.", ".layer.0.layer_norm.weight", shape.layers);
    stack.relativeBias
        = finder.tensor(name + "block.0.layer.0.SelfAttention.relative_attention_bias.weight",
            { config.relativeBuckets, shape.heads });
    for (std::int64_t layer = 0; layer < shape.layers; ++layer)
        stack.layers.push_back(t5Layer(parts, name + "block." + std::to_string(layer) + '.', config, shape));
    stack.finalNorm = parts.rmsNorm(name + "final_layer_norm");
    return stack;
}

DecoderLayerMap bartLayer(Parts& parts, const std::string& stem, const DecoderConfig& config, const StackConfig& stack)
{
    const std::int64_t hidden = config.hidden;
    const auto attention = [&](const char* name) {
        const std::string at = stem + name + '.';
        return AttentionMap { .norm = parts.layerNorm(stem + name + "_layer_norm"),
            .query = parts.matrix(at + "q_proj", hidden, hidden, true),
            .key = parts.matrix(at + "k_proj", hidden, hidden, true),
            .value = parts.matrix(at + "v_proj", hidden, hidden, true),
            .output = parts.matrix(at + "out_proj", hidden, hidden, true) };
    };
    DecoderLayerMap layer;
    layer.self = attention("self_attn");
    if (stack.attendsEncoder)
        layer.cross = attention("encoder_attn");
    layer.feedNorm = parts.layerNorm(stem + "final_layer_norm");
    layer.up = parts.matrix(stem + "fc1", stack.feedForward, hidden, true);
    layer.down = parts.matrix(stem + "fc2", hidden, stack.feedForward, true);
    return layer;
}

StackMap bartStack(WeightFinder& finder, Parts& parts, const std::string& name, const DecoderConfig& config,
    const StackConfig& shape)
{
    StackMap stack;
    requireLayers(finder, name + "layers.", ".fc1.weight", shape.layers);
    stack.positionEmbedding = finder.tensor(
        name + "embed_positions.weight", { config.positions + config.positionOffset, config.hidden });
    stack.embeddingNorm = parts.layerNorm(name + "layernorm_embedding");
    for (std::int64_t layer = 0; layer < shape.layers; ++layer)
        stack.layers.push_back(bartLayer(parts, name + "layers." + std::to_string(layer) + '.', config, shape));
    return stack;
}

} // namespace

void mapGpt2(WeightFinder& finder, DecoderMap& map)
{
    const auto& config = map.config;
    const auto& shape = config.decoder;
    const std::int64_t hidden = config.hidden;
    Parts parts(finder, config);
    const std::string trunk = finder.has("transformer.wte.weight") ? "transformer." : "";
    map.wordEmbedding = parts.words(trunk + "wte.weight");
    map.decoder.positionEmbedding = finder.tensor(trunk + "wpe.weight", { config.positions, hidden });
    requireLayers(finder, trunk + "h.", ".ln_1.weight", shape.layers);
    for (std::int64_t at = 0; at < shape.layers; ++at) {
        const std::string stem = trunk + "h." + std::to_string(at) + '.';
        const std::string fused = stem + "attn.c_attn";
        DecoderLayerMap layer;
        layer.self = { .norm = parts.layerNorm(stem + "ln_1"),
            .query = parts.columns(fused, 3 * hidden, hidden, 0, hidden),
            .key = parts.columns(fused, 3 * hidden, hidden, hidden, hidden),
            .value = parts.columns(fused, 3 * hidden, hidden, 2 * hidden, hidden),
            .output = parts.columns(stem + "attn.c_proj", hidden, hidden, 0, hidden) };
        layer.feedNorm = parts.layerNorm(stem + "ln_2");
        layer.up = parts.columns(stem + "mlp.c_fc", shape.feedForward, hidden, 0, shape.feedForward);
        layer.down = parts.columns(stem + "mlp.c_proj", hidden, shape.feedForward, 0, hidden);
        map.decoder.layers.push_back(layer);
        parts.skipCopies({ (stem + "attn.bias").c_str(), (stem + "attn.masked_bias").c_str() }); // the causal mask
    }
    map.decoder.finalNorm = parts.layerNorm(trunk + "ln_f");
    map.exits = { { .norm = map.decoder.finalNorm, .head = parts.head(map.wordEmbedding) } };
}

void mapLlama(WeightFinder& finder, DecoderMap& map)
{
    const auto& config = map.config;
    const auto& shape = config.decoder;
    const std::int64_t hidden = config.hidden, queries = config.queryWidth(shape), keys = config.keyWidth(shape);
    Parts parts(finder, config);
    const std::string trunk = finder.has("model.embed_tokens.weight") ? "model." : "";
    map.wordEmbedding = parts.words(trunk + "embed_tokens.weight");
    requireLayers(finder, trunk + "layers.", ".input_layernorm.weight", shape.layers);
    for (std::int64_t at = 0; at < shape.layers; ++at) {
        const std::string stem = trunk + "layers." + std::to_string(at) + '.';
        DecoderLayerMap layer;
        layer.self = { .norm = parts.rmsNorm(stem + "input_layernorm"),
            .query = parts.matrix(stem + "self_attn.q_proj", queries, hidden),
            .key = parts.matrix(stem + "self_attn.k_proj", keys, hidden),
            .value = parts.matrix(stem + "self_attn.v_proj", keys, hidden),
            .output = parts.matrix(stem + "self_attn.o_proj", hidden, queries) };
        layer.feedNorm = parts.rmsNorm(stem + "post_attention_layernorm");
        layer.gate = parts.matrix(stem + "mlp.gate_proj", shape.feedForward, hidden);
        layer.up = parts.matrix(stem + "mlp.up_proj", shape.feedForward, hidden);
        layer.down = parts.matrix(stem + "mlp.down_proj", hidden, shape.feedForward);
        map.decoder.layers.push_back(layer);
        parts.skipCopies({ (stem + "self_attn.rotary_emb.inv_freq").c_str() });
    }
    map.decoder.finalNorm = parts.rmsNorm(trunk + "norm");
    map.exits = { { .norm = map.decoder.finalNorm, .head = parts.head(map.wordEmbedding) } };
}

void mapT5(WeightFinder& finder, DecoderMap& map)
{
    const auto& config = map.config;
    Parts parts(finder, config);
    map.wordEmbedding = parts.words("shared.weight");
    parts.skipCopies({ "encoder.embed_tokens.weight", "decoder.embed_tokens.weight",
        // Saved by old versions; no version has ever used it.
        "decoder.block.0.layer.1.EncDecAttention.relative_attention_bias.weight" });
    map.encoder = t5Stack(finder, parts, "encoder.", config, config.encoder);
    map.decoder = t5Stack(finder, parts, "decoder.", config, config.decoder);
    map.exits = { { .norm = map.decoder.finalNorm, .head = parts.head(map.wordEmbedding) } };
}

void mapBart(WeightFinder& finder, DecoderMap& map)
{
    const auto& config = map.config;
    Parts parts(finder, config);
    const std::string trunk = finder.has("model.shared.weight") ? "model." : "";
    map.wordEmbedding = parts.words(trunk + "shared.weight");
    parts.skipCopies(
        { (trunk + "encoder.embed_tokens.weight").c_str(), (trunk + "decoder.embed_tokens.weight").c_str() });
    map.encoder = bartStack(finder, parts, trunk + "encoder.", config, config.encoder);
    map.decoder = bartStack(finder, parts, trunk + "decoder.", config, config.decoder);
    ExitHeadMap head { .norm = {}, .head = parts.head(map.wordEmbedding) };
    if (finder.has("final_logits_bias"))
        head.head.bias = finder.tensor("final_logits_bias", { 1, config.vocabulary });
    map.exits = { head };
}

} // namespace exitscope::engine
