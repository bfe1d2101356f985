#include "core/training/structure_size.h"

namespace exitscope::training {

StructureSize sizeOf(const KeptStructure& structure, std::int64_t tokens)
{
    StructureSize size;
    const std::int64_t hidden = structure.hidden;
    const auto n = static_cast<double>(tokens), h = static_cast<double>(hidden);
    for (std::size_t layer = 0; layer < structure.headsKept.size(); ++layer) {
        const std::int64_t heads = std::ssize(structure.headsKept[layer]) * structure.headSize;
        const std::int64_t neurons = std::ssize(structure.feedForwardKept[layer]);
        size.layerParameters += 3 * (hidden * heads + heads) + heads * hidden + hidden; // Q, K, V; the output
        size.layerParameters += 2 * hidden * neurons + neurons + hidden + 4 * hidden;   // feed-forward; two norms
        const auto a = static_cast<double>(heads), f = static_cast<double>(neurons);
        size.flops += 2 * (4 * n * h * a + 2 * n * n * a + 2 * n * h * f);
    }
    if (structure.wordRank > 0) {
        size.wordParameters = structure.wordRank * (structure.vocabulary + hidden);
        size.flops += 2 * n * static_cast<double>(structure.wordRank) * h;
    } else {
        size.wordParameters = structure.vocabulary * hidden;
    }
    return size;
}

StructureSize wholeSizeOf(const KeptStructure& structure, std::int64_t tokens)
{
    return sizeOf(wholeStructure(structure.layers, structure.hidden, structure.heads, structure.headSize, structure.feedForward,
                      structure.vocabulary),
        tokens);
}

} // namespace exitscope::training
