#include "core/engine/checkpoint/cost_shape.h"
#include "core/engine/checkpoint/decoder_checkpoint.h"
#include "core/engine/checkpoint/describe.h"
#include "core/error.h"

#include <set>

namespace exitscope::engine {

namespace {

using Tensors = std::set<const io::TensorView*>;

void add(Tensors& tensors, const NormMap& norm) { tensors.insert({ norm.weight, norm.bias }); }

void add(Tensors& tensors, const MatrixMap& matrix) { tensors.insert({ matrix.weight, matrix.bias }); }

void add(Tensors& tensors, const AttentionMap& attention)
{
    add(tensors, attention.norm);
    for (const MatrixMap* matrix : { &attention.query, &attention.key, &attention.value, &attention.output })
        add(tensors, *matrix);
}

void add(Tensors& tensors, const StackMap& stack)
{
    tensors.insert({ stack.positionEmbedding, stack.relativeBias });
    add(tensors, stack.embeddingNorm);
    add(tensors, stack.finalNorm);
    for (const DecoderLayerMap& layer : stack.layers) {
        add(tensors, layer.self);
        add(tensors, layer.cross);
        add(tensors, layer.feedNorm);
        for (const MatrixMap* matrix : { &layer.gate, &layer.up, &layer.down })
            add(tensors, *matrix);
    }
}

Tensors tensorsOf(const DecoderMap& map)
{
    Tensors tensors { map.wordEmbedding };
    add(tensors, map.decoder);
    add(tensors, map.encoder);
    for (const ExitHeadMap& exit : map.exits) {
        add(tensors, exit.norm);
        add(tensors, exit.head);
    }
    add(tensors, map.classifier);
    tensors.erase(nullptr);
    return tensors;
}

/// 128 tokens one after the other, and of an encoder–decoder what its layers take from the encoder's 128.
double flopsOf128(const DecoderConfig& config)
{
    constexpr std::int64_t tokens = 128;
    const auto shape = decoderShape(config);
    const std::int64_t encoded = config.hasEncoder() ? tokens : 0;
    std::int64_t macs = cost::encodedMacs(shape, encoded);
    for (std::int64_t position = 1; position <= tokens; ++position)
        macs += cost::fullStepMacs(shape, position, encoded);
    return 2.0 * static_cast<double>(macs);
}

} // namespace

DecoderDescription describeDecoder(const std::filesystem::path& path)
{
    const auto checkpoint = DecoderCheckpoint::open(path);
    const DecoderMap& map = checkpoint->map();
    DecoderDescription description;
    description.config = map.config;
    description.family = map.config.modelType;
    description.head = map.config.hasOwnHeads ? "one head per exit" : "the model's own at every layer";
    std::set<std::string> types;
    for (const io::TensorView* tensor : tensorsOf(map)) {
        description.parameters += tensor->elements();
        types.insert(std::string(io::nameOf(tensor->dtype)));
    }
    for (const std::string& type : types)
        description.dtype += (description.dtype.empty() ? "" : ", ") + type;
    description.isLlama2c = checkpoint->isLlama2c();
    try {
        description.tokenizer = checkpoint->tokenizerPath();
    } catch (const InputError& error) { // the model itself can be described
        description.tokenizerProblem = error.what();
    }
    description.flops128 = flopsOf128(map.config);
    description.unused = map.unused;
    description.notes = map.notes;
    return description;
}

} // namespace exitscope::engine
