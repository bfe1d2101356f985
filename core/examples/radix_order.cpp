#include "core/examples/radix_order.h"

#include <array>
#include <bit>
#include <limits>
#include <utility>

namespace exitscope::examples {

namespace {

constexpr int digitBits = 11; // tables of 2048 counters stay in the nearest cache
constexpr std::size_t digits = std::size_t { 1 } << digitBits;

} // namespace

template <typename Key>
bool radixSort(std::vector<Keyed<Key>>& items, const JobContext& job)
{
    constexpr int passes = (std::numeric_limits<Key>::digits + digitBits - 1) / digitBits;
    std::vector<std::array<std::size_t, digits>> counts(passes);
    for (const auto& item : items)
        for (int pass = 0; pass < passes; ++pass)
            ++counts[static_cast<std::size_t>(pass)][static_cast<std::size_t>(item.key >> (pass * digitBits)) % digits];
    std::vector<Keyed<Key>> other(items.size());
    for (int pass = 0; pass < passes; ++pass) {
        if (!job.proceed())
            return false;
        auto& count = counts[static_cast<std::size_t>(pass)];
        const auto digitOf = [pass](Key key) { return static_cast<std::size_t>(key >> (pass * digitBits)) % digits; };
        if (!items.empty() && count[digitOf(items.front().key)] == items.size())
            continue; // all alike
        std::size_t before = 0;
        for (auto& c : count)
            before += std::exchange(c, before);
        for (const auto& item : items)
            other[count[digitOf(item.key)]++] = item;
        items.swap(other);
    }
    return true;
}

template bool radixSort(std::vector<Keyed<std::uint32_t>>&, const JobContext&);
template bool radixSort(std::vector<Keyed<std::uint64_t>>&, const JobContext&);

std::uint32_t floatKey(float value)
{
    constexpr std::uint32_t sign = 0x80000000U;
    if (value != value)
        return lastKey;
    const auto bits = std::bit_cast<std::uint32_t>(value + 0.0F);
    return (bits & sign) != 0 ? ~bits : bits | sign;
}

} // namespace exitscope::examples
