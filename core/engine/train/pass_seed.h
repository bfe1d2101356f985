#pragma once

#include <cstdint>

namespace exitscope::engine {

/// What the random parts of a pass depend on; nothing else does.
struct PassSeed
{
    std::uint64_t seed = 0, step = 0, shard = 0;
    double dropout = 0; ///< on attention probabilities, on each branch before it is added, and on what the heads or layers read first
};

} // namespace exitscope::engine
