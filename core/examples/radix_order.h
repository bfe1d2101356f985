#pragma once

#include "core/job.h"

#include <cstdint>
#include <vector>

namespace exitscope::examples {

/// A unit with what it is sorted by.
template <typename Key>
struct Keyed
{
    Key key = 0;
    std::uint32_t unit = 0;
};

/// Ascending by key; equal keys keep their order. Radix, O(n), with as much memory again until it returns. False when the
/// job was stopped; the items are in no particular order then. Key: std::uint32_t or std::uint64_t.
template <typename Key>
[[nodiscard]] bool radixSort(std::vector<Keyed<Key>>& items, const JobContext& job = {});

/// A float as a key: ascending as numbers are, both zeros alike; a NaN gets `lastKey`.
std::uint32_t floatKey(float value);
inline constexpr std::uint32_t lastKey = 0xffffffffU; ///< of what has no value; no number has it

} // namespace exitscope::examples
