#pragma once

#include "core/engine/compress/importance.h"
#include "core/training/kept_structure.h"

#include <cstdint>
#include <span>
#include <vector>

namespace exitscope::engine {

/// What stays of each layer, by its place among what the layer has now; from 0, ascending.
struct LayerChoice
{
    std::vector<std::vector<std::int32_t>> heads, feedForward; ///< [layers]
};

/// The places of the `count` largest scores, ascending; of equal ones the first stay.
std::vector<std::int32_t> largest(std::span<const float> scores, std::int64_t count);

/// The best `heads` heads and `feedForward` inner units of every layer.
LayerChoice chosen(const Importance& importance, std::int64_t heads, std::int64_t feedForward);

/// `structure` after `choice` from what it kept; indices stay those of the original model, and the scores become those that the
/// choice was made by.
training::KeptStructure narrowed(const training::KeptStructure& structure, const Importance& importance,
    const LayerChoice& choice, std::int64_t wordRank);

} // namespace exitscope::engine
