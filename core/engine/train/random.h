#pragma once

#include "core/mixed_bits.h"

#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace exitscope::engine {

/// SplitMix64 (Steele, Lea and Flood 2014): small, fast and the same on every machine and standard library, so a
/// seed means the same run everywhere. Streams are told apart by what they are seeded with.
class Random
{
public:
    explicit Random(std::uint64_t seed, std::uint64_t stream = 0, std::uint64_t part = 0)
        : m_state(seed)
    {
        for (const std::uint64_t value : { stream, part })
            m_state = next() ^ (value * 0xd1342543de82ef95ULL);
    }

    std::uint64_t next()
    {
        m_state += 0x9e3779b97f4a7c15ULL;
        return mixedBits(m_state);
    }

    /// In [0, 1).
    double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }
    /// In [0, bound).
    std::uint64_t below(std::uint64_t bound) { return static_cast<std::uint64_t>(uniform() * static_cast<double>(bound)); }
    /// Standard normal, by Box and Muller.
    double normal()
    {
        const double radius = std::sqrt(-2 * std::log(1 - uniform()));
        return radius * std::cos(6.283185307179586 * uniform());
    }

    template <typename T> void shuffle(std::vector<T>& items)
    {
        for (std::size_t i = items.size(); i > 1; --i)
            std::swap(items[i - 1], items[below(i)]);
    }

private:
    std::uint64_t m_state;
};

/// What each stream of random numbers of a run is for.
enum class Stream : std::uint64_t { Weights = 1, Order, Grammar, Mask, Dropout, TokenDropout, Buckets = 16 };

} // namespace exitscope::engine
