#include "core/engine/checkpoint/family.h"
#include "core/error.h"

#include <cstring>
#include <numeric>

namespace exitscope::engine {

namespace {

/// The names of one layer's parts, below its stem.
struct LayerNames
{
    const char *query, *key, *value, *output, *attentionNorm, *up, *down, *outputNorm;
};

constexpr LayerNames bertNames { "attention.self.query", "attention.self.key", "attention.self.value",
    "attention.output.dense", "attention.output.LayerNorm", "intermediate.dense", "output.dense",
    "output.LayerNorm" };
constexpr LayerNames distilNames { "attention.q_lin", "attention.k_lin", "attention.v_lin",
    "attention.out_lin", "sa_layer_norm", "ffn.lin1", "ffn.lin2", "output_layer_norm" };
constexpr LayerNames albertNames { "attention.query", "attention.key", "attention.value", "attention.dense",
    "attention.LayerNorm", "ffn", "ffn_output", "full_layer_layer_norm" };

LayerMap mapLayer(WeightFinder& finder, const std::string& stem, const LayerNames& names, const EncoderConfig& shape,
    std::int64_t layer)
{
    const std::int64_t hidden = shape.hidden;
    const std::int64_t attended = shape.headsOf(layer) * shape.sizeOfHead(), inner = shape.feedForwardOf(layer);
    return { .query = finder.linear(stem + names.query, attended, hidden),
        .key = finder.linear(stem + names.key, attended, hidden),
        .value = finder.linear(stem + names.value, attended, hidden),
        .output = finder.linear(stem + names.output, hidden, attended),
        .attentionNorm = finder.norm(stem + names.attentionNorm, hidden),
        .up = finder.linear(stem + names.up, inner, hidden),
        .down = finder.linear(stem + names.down, hidden, inner),
        .outputNorm = finder.norm(stem + names.outputNorm, hidden) };
}

void mapLayers(WeightFinder& finder, const std::string& stem, const LayerNames& names,
    const ConfigJson& config, EncoderMap& map)
{
    const std::int64_t held = finder.countOf(stem, '.' + std::string(names.query) + ".weight");
    if (held > map.config.layers)
        throw InputError(config.path(),
            "\"num_hidden_layers\" is " + std::to_string(map.config.layers) + ", but the weights have "
                + std::to_string(held) + " layers (\"" + stem + "0\" …)",
            "correct it, or remove the other layers");
    for (std::int64_t layer = 0; layer < map.config.layers; ++layer)
        map.layers.push_back(mapLayer(finder, stem + std::to_string(layer) + '.', names, map.config, layer));
}

/// Layer l of L belongs to group l·G/L; the layers of a group are the same tensors.
void mapGroups(WeightFinder& finder, const std::string& trunk, const ConfigJson& config, EncoderMap& map)
{
    const auto& shape = map.config;
    const std::int64_t groups = config.count({ "num_hidden_groups" }).value_or(1);
    if (groups < 1 || groups > shape.layers)
        throw InputError(config.path(), "\"num_hidden_groups\" is " + std::to_string(groups),
            "expected 1 … num_hidden_layers");
    std::vector<LayerMap> mapped;
    for (std::int64_t group = 0; group < groups; ++group)
        mapped.push_back(mapLayer(finder,
            trunk + "encoder.albert_layer_groups." + std::to_string(group) + ".albert_layers.0.", albertNames,
            shape, 0));
    for (std::int64_t layer = 0; layer < shape.layers; ++layer)
        map.layers.push_back(mapped[static_cast<std::size_t>(layer * groups / shape.layers)]);
    map.projection
        = finder.linear(trunk + "encoder.embedding_hidden_mapping_in", shape.hidden, shape.embedding);
}

/// Saved by some versions of the class though it is only 0, 1, 2, …; anything else stays reported as unused.
void acceptPositionIds(WeightFinder& finder, const std::string& name)
{
    const Weight* weight = finder.table().find(name);
    if (!weight || weight->tensor.dtype != io::DType::I64)
        return;
    const auto stored = weight->tensor.as<std::int64_t>();
    std::vector<std::int64_t> expected(stored.size());
    std::iota(expected.begin(), expected.end(), 0);
    if (std::memcmp(stored.data(), expected.data(), stored.size_bytes()) == 0)
        finder.markUsed(name);
}

/// The word table, whole or as two factors under our names or COST-EFF's.
void mapWords(WeightFinder& finder, const std::string& trunk, const ConfigJson& config, EncoderMap& map)
{
    const auto& shape = map.config;
    const std::string whole = trunk + "embeddings.word_embeddings.weight", stem = trunk + "embeddings.word_embeddings";
    const bool isAuthors = finder.has(stem + "1.weight"), hasFactor = isAuthors || finder.has(trunk + "embeddings.word_projection.weight");
    if (shape.wordRank == 0 && hasFactor)
        throw InputError(config.path(), "it says nothing of the rank of the word table, which is in two factors",
            std::string("write it as \"") + (isAuthors ? "emb_hidden_dim" : "word_rank") + '"');
    if (shape.wordRank == 0) {
        map.wordEmbedding = finder.tensor(whole, { shape.vocabulary, shape.embedding });
        return;
    }
    map.wordEmbedding = finder.tensor(isAuthors ? stem + "1.weight" : whole, { shape.vocabulary, shape.wordRank });
    map.wordProjection = finder.tensor(
        isAuthors ? stem + "2.weight" : trunk + "embeddings.word_projection.weight", { shape.hidden, shape.wordRank });
}

} // namespace

void mapTrunk(WeightFinder& finder, const NamePrefix& prefix, const ConfigJson& config, EncoderMap& map)
{
    const auto& shape = map.config;
    const std::string& trunk = prefix.trunk;
    mapWords(finder, trunk, config, map);
    map.positionEmbedding = finder.tensor(
        trunk + "embeddings.position_embeddings.weight", { shape.positions, shape.embedding });
    if (shape.types > 0)
        map.typeEmbedding = finder.tensor(
            trunk + "embeddings.token_type_embeddings.weight", { shape.types, shape.embedding });
    map.embeddingNorm = finder.norm(trunk + "embeddings.LayerNorm", shape.embedding);
    acceptPositionIds(finder, trunk + "embeddings.position_ids");

    switch (shape.family) {
    case Family::Albert:
        mapGroups(finder, trunk, config, map);
        break;
    case Family::DistilBert:
        mapLayers(finder, trunk + "transformer.layer.", distilNames, config, map);
        break;
    case Family::Bert:
    case Family::Roberta:
    case Family::ElasticBert:
        mapLayers(finder, trunk + "encoder.layer.", bertNames, config, map);
        break;
    }
}

} // namespace exitscope::engine
