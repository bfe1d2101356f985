#pragma once

#include "core/engine/checkpoint/weight_finder.h"

#include <string>

namespace exitscope::engine {

/// Where a checkpoint's names begin: "module." + "bert." + "embeddings.word_embeddings.weight".
struct NamePrefix
{
    std::string root; ///< before the heads: "" or, of a model saved in its DataParallel wrapper, "module."
    std::string trunk; ///< before the encoder: root + "bert.", or root alone
};

NamePrefix findPrefix(const WeightTable& weights);

/// The shape that config.json gives, without classes and exits. Throws InputError for families, activations
/// and variants that are not supported, naming the key.
EncoderConfig readShape(const ConfigJson& config, const NamePrefix& prefix);

/// Embeddings and layers into `map`, whose config holds the shape already.
void mapTrunk(WeightFinder& finder, const NamePrefix& prefix, const ConfigJson& config, EncoderMap& map);

/// Exit heads into `map`, with config.classes, exitLayer, head and headActivation.
void mapHeads(WeightFinder& finder, const NamePrefix& prefix, const ConfigJson& config, EncoderMap& map);

} // namespace exitscope::engine
