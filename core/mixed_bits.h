#pragma once

#include <cstdint>

namespace exitscope {

/// Every bit of the result depends on every bit of `x` (the finaliser of SplitMix64); the same on every machine.
constexpr std::uint64_t mixedBits(std::uint64_t x)
{
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

} // namespace exitscope
