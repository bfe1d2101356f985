#include "core/engine/checkpoint/describe.h"

#include "core/engine/checkpoint/checkpoint.h"
#include "core/engine/checkpoint/cost_shape.h"

#include <set>

namespace exitscope::engine {

namespace {

constexpr const char* tokenizerNames[] { "vocab.txt", "spiece.model", "vocab.json", "merges.txt",
    "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json" };

std::int64_t parametersOf(const EncoderMap& map)
{
    std::set<const io::TensorView*> tensors { map.wordEmbedding, map.wordProjection, map.positionEmbedding, map.typeEmbedding,
        map.embeddingNorm.weight, map.embeddingNorm.bias, map.projection.weight, map.projection.bias,
        map.exitModule.weight, map.exitModule.bias };
    for (const LayerMap& layer : map.layers) {
        for (const LinearMap* linear :
            { &layer.query, &layer.key, &layer.value, &layer.output, &layer.up, &layer.down })
            tensors.insert({ linear->weight, linear->bias });
        for (const NormMap* norm : { &layer.attentionNorm, &layer.outputNorm })
            tensors.insert({ norm->weight, norm->bias });
    }
    for (const HeadMap& head : map.exits)
        tensors.insert({ head.dense.weight, head.dense.bias, head.classifier.weight, head.classifier.bias });
    std::int64_t total = 0;
    for (const io::TensorView* tensor : tensors)
        total += tensor ? tensor->elements() : 0;
    return total;
}

std::string dtypesOf(const WeightTable& weights)
{
    std::set<std::string> names;
    for (const auto& [name, weight] : weights.weights())
        if (weight.tensor.dtype != io::DType::I64)
            names.insert(std::string(io::nameOf(weight.tensor.dtype)));
    std::string text;
    for (const auto& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

} // namespace

std::string_view nameOf(Family family)
{
    switch (family) {
    case Family::Bert:
        return "bert";
    case Family::Roberta:
        return "roberta";
    case Family::DistilBert:
        return "distilbert";
    case Family::ElasticBert:
        return "elasticbert";
    case Family::Albert:
        return "albert";
    }
    return {};
}

std::string_view nameOf(HeadKind kind)
{
    switch (kind) {
    case HeadKind::PoolerPerExit:
        return "one head per exit";
    case HeadKind::SharedPooler:
        return "one pooler for all exits, one classifier per exit";
    case HeadKind::SharedLastHead:
        return "the last head at every layer";
    case HeadKind::DenseClassifier:
        return "one dense head per exit";
    case HeadKind::StateTanh:
        return "tanh of the state and classifier per exit";
    }
    return {};
}

std::string_view nameOf(ExitModule module)
{
    switch (module) {
    case ExitModule::None:
        return "none";
    case ExitModule::Lte:
        return "lte";
    case ExitModule::Classifier:
        return "classifier";
    }
    return {};
}

CheckpointDescription describeCheckpoint(const std::filesystem::path& directory)
{
    const auto checkpoint = Checkpoint::open(directory);
    const EncoderMap& map = checkpoint->encoder();
    CheckpointDescription description;
    description.family = nameOf(map.config.family);
    description.config = map.config;
    description.head = nameOf(map.config.head);
    description.parameters = parametersOf(map);
    description.flops128 = cost::fullFlops(costShape(map), 128);
    for (const auto& file : checkpoint->weights().files())
        description.weightFiles.push_back(file.filename().string());
    for (const char* name : tokenizerNames)
        if (std::filesystem::exists(directory / name))
            description.tokenizerFiles.emplace_back(name);
    description.dtype = dtypesOf(checkpoint->weights());
    description.unused = map.unused;
    description.notes = map.notes;
    return description;
}

} // namespace exitscope::engine
