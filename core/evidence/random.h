#pragma once

#include "core/mixed_bits.h"

#include <array>
#include <bit>
#include <cstdint>

namespace exitscope::evidence {

/// xoshiro256** (Blackman and Vigna 2018), seeded through SplitMix64. Whole numbers only, so that every machine and
/// standard library draws the same. A stream is a generator of its own: draw 700 does not depend on draws 0 to 699.
class Random
{
public:
    Random(std::uint64_t seed, std::uint64_t stream)
    {
        std::uint64_t state = seed;
        state = mix(state) ^ (stream * 0xd1342543de82ef95ULL);
        for (auto& word : m_state)
            word = mix(state);
    }

    std::uint64_t next()
    {
        const std::uint64_t result = std::rotl(m_state[1] * 5, 7) * 9;
        const std::uint64_t shifted = m_state[1] << 17;
        m_state[2] ^= m_state[0];
        m_state[3] ^= m_state[1];
        m_state[1] ^= m_state[2];
        m_state[0] ^= m_state[3];
        m_state[2] ^= shifted;
        m_state[3] = std::rotl(m_state[3], 45);
        return result;
    }

    /// In [0, bound), each equally likely: the upper half of a product, redrawn where it would be uneven (Lemire 2019).
    std::uint32_t below(std::uint32_t bound)
    {
        auto product = (next() >> 32) * bound;
        if (static_cast<std::uint32_t>(product) < bound) {
            const std::uint32_t uneven = (0U - bound) % bound;
            while (static_cast<std::uint32_t>(product) < uneven)
                product = (next() >> 32) * bound;
        }
        return static_cast<std::uint32_t>(product >> 32);
    }

private:
    /// One step of SplitMix64 (Steele, Lea and Flood 2014).
    static std::uint64_t mix(std::uint64_t& state)
    {
        state += 0x9e3779b97f4a7c15ULL;
        return mixedBits(state);
    }

    std::array<std::uint64_t, 4> m_state {};
};

} // namespace exitscope::evidence
