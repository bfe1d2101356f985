#include "core/calm/text_difference.h"

#include <algorithm>

namespace exitscope::calm {

namespace {

constexpr std::size_t mostCells = std::size_t { 1 } << 24;

using Tokens = std::span<const std::int32_t>;

/// Partners of the middles, whose first tokens stand at `offset` in both texts.
void pairMiddles(Tokens a, Tokens b, std::int32_t offset, TextDifference& difference)
{
    const auto pair = [&](std::size_t i, std::size_t j) {
        difference.inB[static_cast<std::size_t>(offset) + i] = offset + static_cast<std::int32_t>(j);
        difference.inA[static_cast<std::size_t>(offset) + j] = offset + static_cast<std::int32_t>(i);
    };
    if (a.empty() || b.empty())
        return;
    if (a.size() > mostCells / b.size()) {
        for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
            if (a[i] == b[i])
                pair(i, i);
        return;
    }
    // From the ends, so that the walk goes forward; of equally long ones it takes what comes first in a.
    enum : std::uint8_t { Both, SkipA, SkipB };
    std::vector<std::uint8_t> step(a.size() * b.size());
    std::vector<std::uint32_t> below(b.size() + 1, 0), here(b.size() + 1, 0);
    for (std::size_t i = a.size(); i-- > 0;) {
        here[b.size()] = 0;
        for (std::size_t j = b.size(); j-- > 0;) {
            const bool isSame = a[i] == b[j];
            here[j] = isSame ? below[j + 1] + 1 : std::max(below[j], here[j + 1]);
            step[i * b.size() + j] = isSame ? Both : here[j + 1] > below[j] ? SkipB : SkipA;
        }
        std::swap(below, here);
    }
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        const std::uint8_t way = step[i * b.size() + j];
        if (way == Both)
            pair(i, j);
        i += way != SkipB;
        j += way != SkipA;
    }
}

} // namespace

TextDifference differenceOf(Tokens a, Tokens b)
{
    TextDifference difference;
    difference.inB.assign(a.size(), -1);
    difference.inA.assign(b.size(), -1);
    const std::size_t shorter = std::min(a.size(), b.size());
    std::size_t front = 0, back = 0;
    while (front < shorter && a[front] == b[front])
        ++front;
    while (back < shorter - front && a[a.size() - 1 - back] == b[b.size() - 1 - back])
        ++back;
    for (std::size_t i = 0; i < front; ++i)
        difference.inA[i] = difference.inB[i] = static_cast<std::int32_t>(i);
    for (std::size_t i = 1; i <= back; ++i) {
        difference.inB[a.size() - i] = static_cast<std::int32_t>(b.size() - i);
        difference.inA[b.size() - i] = static_cast<std::int32_t>(a.size() - i);
    }
    pairMiddles(a.subspan(front, a.size() - front - back), b.subspan(front, b.size() - front - back),
        static_cast<std::int32_t>(front), difference);
    if (a.size() != b.size() || front != a.size())
        difference.firstDifference = static_cast<std::int64_t>(front);
    difference.onlyA = std::count(difference.inB.begin(), difference.inB.end(), -1);
    difference.onlyB = std::count(difference.inA.begin(), difference.inA.end(), -1);
    return difference;
}

} // namespace exitscope::calm
