#pragma once

#include "core/training/kept_structure.h"

#include <cstdint>

namespace exitscope::training {

/// Of the parts that slimming makes smaller: the layers and the word embedding. Positions, types and heads are left out; they are
/// the same before and after.
struct StructureSize
{
    std::int64_t wordParameters = 0;
    std::int64_t layerParameters = 0; ///< of all layers, biases and norms included
    double flops = 0;                 ///< of all layers and the word projection; multiply and add counted as two (methods.md, 8.1, 8.3)
};

/// For a text of `tokens`.
StructureSize sizeOf(const KeptStructure& structure, std::int64_t tokens = 128);
/// Of the model that it was made from.
StructureSize wholeSizeOf(const KeptStructure& structure, std::int64_t tokens = 128);

} // namespace exitscope::training
