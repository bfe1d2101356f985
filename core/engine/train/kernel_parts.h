#pragma once

#include "core/engine/train/kernels.h"

#include <bit>

/// What the kernels share, for their own sources only. One function, three machine codes: helpers must be inlined
/// into each of them.
#define EXITSCOPE_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#define EXITSCOPE_INLINE inline __attribute__((always_inline))

namespace exitscope::engine::kernels {

EXITSCOPE_INLINE std::uint32_t mix(std::uint32_t x)
{
    x ^= x >> 16;
    x *= 0x85ebca6bU;
    x ^= x >> 13;
    x *= 0xc2b2ae35U;
    return x ^ (x >> 16);
}

/// Keeps an element when its hash is below the bound; 24 bits decide, which keeps the comparison signed and cheap.
struct Keep
{
    std::uint32_t key;
    std::int32_t bound;
    float scale;

    EXITSCOPE_INLINE explicit Keep(Dropout dropout)
        : key(dropout.key)
        , bound(static_cast<std::int32_t>((1.0F - dropout.rate) * 16777216.0F))
        , scale(1.0F / (1.0F - dropout.rate))
    {
    }
    EXITSCOPE_INLINE float operator()(std::uint32_t index) const
    {
        const auto draw = static_cast<std::int32_t>(mix(index * 0x9e3779b9U + key) >> 8);
        return draw < bound ? scale : 0.0F;
    }
};

/// e^x to about 2 ulp for x in [-87, 88]; clamped outside.
EXITSCOPE_INLINE float exponential(float x)
{
    x = x < -87.0F ? -87.0F : x;
    x = x > 88.0F ? 88.0F : x;
    const float magic = 12582912.0F; // 1.5 · 2^23: adding it rounds to an integer
    const float shifted = x * 1.44269504F + magic;
    const float n = shifted - magic;
    const float r = (x - n * 0.693359375F) + n * 2.12194440e-4F;
    float p = 1.0F / 5040.0F;
    p = p * r + 1.0F / 720.0F;
    p = p * r + 1.0F / 120.0F;
    p = p * r + 1.0F / 24.0F;
    p = p * r + 1.0F / 6.0F;
    p = p * r + 0.5F;
    p = p * r + 1.0F;
    p = p * r + 1.0F;
    const auto exponent = std::bit_cast<std::uint32_t>(shifted) << 23;
    return std::bit_cast<float>(std::bit_cast<std::uint32_t>(p) + exponent);
}

} // namespace exitscope::engine::kernels
