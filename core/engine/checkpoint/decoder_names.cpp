#include "core/engine/checkpoint/decoder_map.h"

#include "core/error.h"

#include <algorithm>
#include <numeric>

namespace exitscope::engine {

namespace {

/// Norms and heads at the exits: one for all, or exits.N.norm and exits.N.lm_head at the layers of "exit_layers".
void mapExits(WeightFinder& finder, const ConfigJson& config, const ExitHeadMap& own, DecoderMap& map)
{
    auto& shape = map.config;
    const std::int64_t heads = finder.countOf("exits.", ".lm_head.weight");
    shape.hasOwnHeads = heads > 0;
    const auto said = config.layers("exit_layers");
    shape.exitLayer = said.value_or(std::vector<std::int32_t>(static_cast<std::size_t>(shape.decoder.layers)));
    if (!said)
        std::iota(shape.exitLayer.begin(), shape.exitLayer.end(), 1);
    const auto& layers = shape.exitLayer;
    const bool isAscending = std::is_sorted(layers.begin(), layers.end(), std::less_equal<>());
    if (layers.empty() || !isAscending || layers.front() < 1 || layers.back() != shape.decoder.layers
        || (heads > 0 && heads != std::ssize(layers)))
        throw InputError(config.path(), "\"exit_layers\" does not fit the model's layers and heads",
            "expected one layer per head, ascending, the last of them " + std::to_string(shape.decoder.layers));
    for (std::size_t exit = 0; exit < layers.size(); ++exit) {
        ExitHeadMap head = own;
        if (heads > 0) {
            const std::string stem = "exits." + std::to_string(exit) + '.';
            head.head = { .weight = finder.tensor(stem + "lm_head.weight", { shape.vocabulary, shape.hidden }),
                .out = shape.vocabulary,
                .in = shape.hidden };
            if (own.norm.weight)
                head.norm.weight = finder.tensor(stem + "norm.weight", { shape.hidden });
            if (own.norm.bias)
                head.norm.bias = finder.tensor(stem + "norm.bias", { shape.hidden });
        }
        map.exits.push_back(head);
    }
    if (heads == 0 && !said) // who names its exits has trained them
        map.notes.push_back("the final norm and the head answer at every layer; untrained below the last, they say little in low layers "
        "(first_exit passes over those)");
}

void mapClassifier(WeightFinder& finder, DecoderMap& map)
{
    const std::string stem = "exit_module";
    if (!finder.has(stem + ".weight"))
        return;
    const std::int64_t rows = finder.rowsOf(stem + ".weight");
    if (rows != 1 && rows != 2)
        throw InputError(finder.table().files().front(),
            "tensor \"exit_module.weight\" has " + std::to_string(rows) + " rows",
            "expected one (the chance to leave) or two (stay and leave)");
    map.classifier = { .weight = finder.tensor(stem + ".weight", { rows, map.config.hidden }),
        .bias = finder.tensor(stem + ".bias", { rows }),
        .out = rows,
        .in = map.config.hidden };
    map.config.hasClassifier = true;
}

} // namespace

DecoderMap mapDecoder(const ConfigJson& config, const WeightTable& weights)
{
    DecoderMap map;
    map.config = readDecoderConfig(config);
    WeightFinder finder(weights);
    switch (map.config.family) {
    case DecoderFamily::Gpt2:
        mapGpt2(finder, map);
        break;
    case DecoderFamily::Llama:
        mapLlama(finder, map);
        break;
    case DecoderFamily::T5:
        mapT5(finder, map);
        break;
    case DecoderFamily::Bart:
        mapBart(finder, map);
        break;
    }
    const ExitHeadMap own = map.exits.front();
    map.exits.clear();
    mapExits(finder, config, own, map);
    mapClassifier(finder, map);
    map.unused = finder.unused();
    return map;
}

} // namespace exitscope::engine
