#include "core/engine/checkpoint/slimming.h"

#include "core/error.h"

#include <algorithm>

namespace exitscope::engine {

namespace {

constexpr std::int64_t largestWidth = 1 << 20;

std::string quoted(const char* key)
{
    return '"' + std::string(key) + '"';
}

/// A width that must be there to be of use: 1 … most.
std::optional<std::int64_t> width(const ConfigJson& config, const char* key, std::int64_t most)
{
    const auto value = config.count({ key });
    if (value && (*value < 1 || *value > most))
        throw InputError(config.path(), quoted(key) + " is " + std::to_string(*value),
            "expected 1 … " + std::to_string(most) + ", or no such key");
    return value;
}

/// One width per layer, 1 … most each; empty where the key is absent.
std::vector<std::int64_t> widths(
    const ConfigJson& config, const char* key, const char* what, std::int64_t layers, std::int64_t most)
{
    const auto given = config.layers(key);
    if (!given)
        return {};
    if (std::ssize(*given) != layers)
        throw InputError(config.path(),
            quoted(key) + " has " + std::to_string(given->size()) + " entries, the model has " + std::to_string(layers) + " layers",
            "give one number per layer");
    for (std::size_t layer = 0; layer < given->size(); ++layer)
        if ((*given)[layer] < 1 || (*given)[layer] > most)
            throw InputError(config.path(),
                quoted(key) + " gives layer " + std::to_string(layer + 1) + ' ' + std::to_string((*given)[layer]) + ' ' + what,
                "every layer keeps 1 … " + std::to_string(most) + " of them");
    return { given->begin(), given->end() };
}

void readOwn(const ConfigJson& config, EncoderConfig& shape)
{
    shape.headSize = width(config, "head_size", largestWidth).value_or(0);
    shape.headsKept = widths(config, "heads_kept", "heads", shape.layers, shape.heads);
    shape.feedForwardKept = widths(config, "feed_forward_kept", "inner units", shape.layers, shape.feedForward);
    shape.wordRank = width(config, "word_rank", shape.hidden).value_or(0);
}

void readAuthors(const ConfigJson& config, EncoderConfig& shape)
{
    if (const auto attended = width(config, "prun_hidden_size", largestWidth)) {
        if (*attended % shape.heads != 0)
            throw InputError(config.path(),
                "\"prun_hidden_size\" " + std::to_string(*attended) + " does not split into " + std::to_string(shape.heads) + " heads",
                "it must be a multiple of \"num_attention_heads\"");
        if (*attended != shape.hidden)
            shape.headSize = *attended / shape.heads;
    }
    if (const auto inner = width(config, "prun_intermediate_size", largestWidth))
        shape.feedForward = *inner;
    const auto rank = config.number({ "emb_hidden_dim" }).value_or(-1);
    if (rank == -1)
        return;
    if (rank < 1 || rank > static_cast<double>(shape.hidden) || rank != static_cast<double>(static_cast<std::int64_t>(rank)))
        throw InputError(config.path(), "\"emb_hidden_dim\" is no rank that the word table can have",
            "expected -1 (not factorised) or 1 … " + std::to_string(shape.hidden));
    shape.wordRank = static_cast<std::int64_t>(rank);
}

/// The heads that a layer has left.
std::int64_t headsLeft(const ConfigJson& config, const EncoderConfig& shape, std::int64_t layer, std::vector<std::int32_t> removed)
{
    const std::string where = "\"pruned_heads\" of layer " + std::to_string(layer);
    std::ranges::sort(removed);
    for (std::size_t i = 0; i < removed.size(); ++i)
        if (removed[i] >= shape.heads || (i && removed[i] == removed[i - 1]))
            throw InputError(config.path(), where + " names head " + std::to_string(removed[i]) + (i && removed[i] == removed[i - 1] ? " twice" : ""),
                "heads are counted from 0 to " + std::to_string(shape.heads - 1));
    if (std::ssize(removed) == shape.heads)
        throw InputError(config.path(), where + " names all its heads", "a layer needs at least one");
    return shape.heads - std::ssize(removed);
}

void readPrunedHeads(const ConfigJson& config, EncoderConfig& shape)
{
    const auto pruned = config.numberedLists("pruned_heads");
    if (pruned.empty())
        return;
    if (!shape.headsKept.empty())
        throw InputError(config.path(), "it has both \"pruned_heads\" and \"heads_kept\"", "one of them says what layers keep");
    shape.headsKept.assign(static_cast<std::size_t>(shape.layers), shape.heads);
    for (const auto& [layer, removed] : pruned) {
        if (layer >= shape.layers)
            throw InputError(config.path(), "\"pruned_heads\" names layer " + std::to_string(layer),
                "layers are counted from 0 to " + std::to_string(shape.layers - 1));
        shape.headsKept[static_cast<std::size_t>(layer)] = headsLeft(config, shape, layer, removed);
    }
}

} // namespace

void readSlimming(const ConfigJson& config, EncoderConfig& shape)
{
    readOwn(config, shape);
    readAuthors(config, shape);
    readPrunedHeads(config, shape);
    if (shape.sharedLayers && (!shape.headsKept.empty() || !shape.feedForwardKept.empty() || shape.wordRank > 0))
        throw InputError(config.path(), "a model whose layers are one cannot have slimmed ones",
            "remove \"heads_kept\", \"feed_forward_kept\", \"word_rank\" and \"pruned_heads\"");
    if (shape.headSize == 0 && shape.hidden % shape.heads != 0)
        throw InputError(config.path(),
            std::to_string(shape.hidden) + " hidden units do not split into " + std::to_string(shape.heads) + " heads",
            "hidden_size must be a multiple of num_attention_heads");
}

bool readsTanhOfState(const ConfigJson& config)
{
    const auto own = config.text({ "exit_head" });
    if (own && *own != "tanh")
        throw InputError(config.path(), "\"exit_head\" is \"" + *own + "\"", "expected \"tanh\", or no such key");
    if (own || !config.has("pooler_dense") || config.flag("pooler_dense"))
        return own.has_value();
    if (const auto pooling = config.text({ "pooling_mode" }); pooling && *pooling != "cls")
        throw InputError(config.path(), "\"pooling_mode\" is \"" + *pooling + "\"", "only \"cls\", the first token's state, is supported");
    if (const auto last = config.count({ "last_n_hidden" }); last.value_or(1) != 1)
        throw InputError(config.path(), "\"last_n_hidden\" is " + std::to_string(*last),
            "only 1 is supported: exits that read the state of their own layer");
    return true;
}

} // namespace exitscope::engine
