#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace exitscope::metric {

/// What one operating point costs (less is better) and gives (more is better).
struct CostQuality
{
    double cost = 0;
    double quality = 0;
};

/// Indexes of the points that no other one dominates, by ascending cost; of equal points the first. Points
/// with a NaN are left out. O(n log n). (methods.md, 8.9)
std::vector<std::size_t> paretoFront(std::span<const CostQuality> points);

} // namespace exitscope::metric
