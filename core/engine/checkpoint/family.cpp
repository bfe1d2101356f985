#include "core/engine/checkpoint/family.h"

#include "core/engine/checkpoint/slimming.h"
#include "core/error.h"

#include <array>
#include <optional>

namespace exitscope::engine {

namespace {

struct FamilyName
{
    std::string_view name; ///< model_type, and the trunk's prefix with a dot behind it
    Family family;
};

constexpr std::array<FamilyName, 7> families { { { "bert", Family::Bert }, { "roberta", Family::Roberta },
    { "xlm-roberta", Family::Roberta }, { "camembert", Family::Roberta },
    { "distilbert", Family::DistilBert }, { "elasticbert", Family::ElasticBert },
    { "albert", Family::Albert } } };

constexpr std::string_view wordEmbedding = "embeddings.word_embeddings.weight";
constexpr std::string_view factorisedEmbedding = "embeddings.word_embeddings1.weight"; // COST-EFF's

std::optional<Family> familyNamed(std::string_view name)
{
    for (const auto& family : families)
        if (family.name == name)
            return family.family;
    return std::nullopt;
}

Family findFamily(const ConfigJson& config, const NamePrefix& prefix)
{
    if (const auto type = config.text({ "model_type" })) {
        if (const auto family = familyNamed(*type))
            return *family;
        throw InputError(config.path(), "\"model_type\" is \"" + *type + "\"",
            "supported are bert, roberta, xlm-roberta, camembert, distilbert, elasticbert and albert");
    }
    std::string_view name(prefix.trunk);
    name.remove_prefix(prefix.root.size());
    if (!name.empty())
        name.remove_suffix(1);
    return familyNamed(name).value_or(
        Family::Bert); // a bare encoder of before "model_type": BERT's class saved alone
}

Activation findActivation(const ConfigJson& config, Family family)
{
    const auto name = config.text({ "hidden_act", "activation" })
                          .value_or(family == Family::Albert ? "gelu_new" : "gelu");
    if (name == "gelu")
        return Activation::GeluErf;
    if (name == "gelu_new" || name == "gelu_pytorch_tanh" || name == "gelu_fast")
        return Activation::GeluTanh;
    if (name == "relu")
        return Activation::Relu;
    throw InputError(
        config.path(), "\"hidden_act\" is \"" + name + "\"", "supported are gelu, gelu_new and relu");
}

std::int64_t need(const ConfigJson& config, std::initializer_list<const char*> keys)
{
    const auto value = config.count(keys);
    if (!value || *value == 0)
        throw InputError(config.path(),
            "\"" + std::string(*keys.begin()) + "\" is " + (value ? "0" : "missing"), "a model needs it");
    return *value;
}

void refuseVariants(const ConfigJson& config)
{
    if (const auto kind = config.text({ "position_embedding_type" }); kind && *kind != "absolute")
        throw InputError(
            config.path(), "\"position_embedding_type\" is \"" + *kind + "\"", "only absolute is supported");
    if (config.flag("is_decoder") || config.flag("is_encoder_decoder"))
        throw InputError(config.path(), "it describes a decoder", "only encoders can be traced");
    if (config.count({ "inner_group_num" }).value_or(1) != 1)
        throw InputError(
            config.path(), "\"inner_group_num\" is not 1", "only one layer per group is supported");
}

} // namespace

NamePrefix findPrefix(const WeightTable& weights)
{
    std::optional<NamePrefix> bare;
    for (const auto& [name, weight] : weights.weights()) {
        const std::string_view table = name.ends_with(factorisedEmbedding) ? factorisedEmbedding : wordEmbedding;
        if (!name.ends_with(table))
            continue;
        const std::string stem = name.substr(0, name.size() - table.size());
        for (const auto& family : families) {
            const std::string trunk = std::string(family.name) + '.';
            if (stem.ends_with(trunk)
                && (stem.size() == trunk.size() || stem[stem.size() - trunk.size() - 1] == '.'))
                return { .root = stem.substr(0, stem.size() - trunk.size()), .trunk = stem };
        }
        if (!bare || stem.size() < bare->trunk.size())
            bare = NamePrefix { .root = stem, .trunk = stem };
    }
    if (!bare)
        throw InputError(weights.files().front(), "tensor \"…" + std::string(wordEmbedding) + "\" is missing",
            "supported are BERT, RoBERTa, DistilBERT, ElasticBERT and ALBERT");
    return *bare;
}

EncoderConfig readShape(const ConfigJson& config, const NamePrefix& prefix)
{
    refuseVariants(config);
    EncoderConfig shape;
    shape.family = findFamily(config, prefix);
    shape.modelType = config.text({ "model_type" }).value_or("");
    shape.layers = need(config, { "num_hidden_layers", "n_layers" });
    shape.hidden = need(config, { "hidden_size", "dim" });
    shape.heads = need(config, { "num_attention_heads", "n_heads" });
    shape.feedForward = need(config, { "intermediate_size", "hidden_dim" });
    shape.vocabulary = need(config, { "vocab_size" });
    shape.positions = need(config, { "max_position_embeddings" });
    shape.types = shape.family == Family::DistilBert ? 0 : config.count({ "type_vocab_size" }).value_or(2);
    shape.embedding = config.count({ "embedding_size" }).value_or(shape.hidden);
    shape.sharedLayers = shape.family == Family::Albert;
    shape.layerNormEpsilon = config.number({ "layer_norm_eps" }).value_or(1e-12);
    shape.activation = findActivation(config, shape.family);
    const bool isRoberta = shape.family == Family::Roberta;
    shape.padToken = static_cast<std::int32_t>(config.count({ "pad_token_id" }).value_or(isRoberta ? 1 : 0));
    shape.positionOffset = isRoberta ? shape.padToken + 1 : 0;
    shape.labelNames = config.labels();
    readSlimming(config, shape);
    if (shape.positions <= shape.positionOffset)
        throw InputError(config.path(), "\"max_position_embeddings\" leaves no position for a token");
    if (shape.family != Family::Albert && shape.embedding != shape.hidden)
        throw InputError(
            config.path(), "\"embedding_size\" differs from \"hidden_size\"", "only ALBERT may have that");
    return shape;
}

EncoderMap mapEncoder(const ConfigJson& config, const WeightTable& weights)
{
    const NamePrefix prefix = findPrefix(weights);
    EncoderMap map;
    map.config = readShape(config, prefix);
    WeightFinder finder(weights);
    mapTrunk(finder, prefix, config, map);
    mapHeads(finder, prefix, config, map);
    map.unused = finder.unused();
    if (!map.unused.empty()) {
        constexpr std::size_t shown = 6;
        std::string note = std::to_string(map.unused.size()) + " tensors of the checkpoint are not used: ";
        for (std::size_t i = 0; i < std::min(shown, map.unused.size()); ++i)
            note += (i ? ", " : "") + map.unused[i];
        map.notes.push_back(note + (map.unused.size() > shown ? ", …" : ""));
    }
    return map;
}

} // namespace exitscope::engine
