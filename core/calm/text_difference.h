#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace exitscope::calm {

/// How two texts of tokens lie beside each other: a longest common subsequence of them.
struct TextDifference
{
    std::vector<std::int32_t> inB; ///< [a] the same token's place in b, or −1
    std::vector<std::int32_t> inA; ///< [b] the same token's place in a, or −1
    std::int64_t firstDifference = -1; ///< the first place where one has another token than the other, or none; −1: equal
    std::int64_t onlyA = 0, onlyB = 0; ///< tokens without a partner
};

/// In the product of what is left of both once equal beginnings and ends are taken off; where that is above 2²⁴ the middles are
/// compared place by place.
TextDifference differenceOf(std::span<const std::int32_t> a, std::span<const std::int32_t> b);

} // namespace exitscope::calm
