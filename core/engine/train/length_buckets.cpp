#include "core/engine/train/length_buckets.h"

#include "core/engine/train/random.h"

#include <algorithm>
#include <numeric>

namespace exitscope::engine {

std::vector<ExampleRef> bucketedByLength(std::span<const ExampleSet> sets, std::vector<ExampleRef> order,
    std::int64_t stepExamples, std::int64_t window, std::uint64_t seed, std::int64_t epoch)
{
    const auto lengthOf = [&](const ExampleRef& ref) {
        const auto& offsets = sets[ref.set].offsets;
        return offsets[ref.example + 1] - offsets[ref.example];
    };
    // The examples beyond the last whole step stay where they are: every step keeps its size.
    const auto size = static_cast<std::size_t>(stepExamples);
    const std::size_t steps = order.size() / size;
    for (std::size_t first = 0; first < steps; first += static_cast<std::size_t>(window)) {
        const std::size_t last = std::min(steps, first + static_cast<std::size_t>(window));
        std::stable_sort(order.begin() + static_cast<std::ptrdiff_t>(first * size),
            order.begin() + static_cast<std::ptrdiff_t>(last * size),
            [&](const ExampleRef& a, const ExampleRef& b) { return lengthOf(a) < lengthOf(b); });
    }
    std::vector<std::size_t> turns(steps);
    std::iota(turns.begin(), turns.end(), std::size_t { 0 });
    Random(seed, static_cast<std::uint64_t>(Stream::Buckets), static_cast<std::uint64_t>(epoch)).shuffle(turns);
    std::vector<ExampleRef> dealt;
    dealt.reserve(order.size());
    for (const std::size_t turn : turns)
        dealt.insert(dealt.end(), order.begin() + static_cast<std::ptrdiff_t>(turn * size),
            order.begin() + static_cast<std::ptrdiff_t>((turn + 1) * size));
    dealt.insert(dealt.end(), order.begin() + static_cast<std::ptrdiff_t>(steps * size), order.end());
    return dealt;
}

} // namespace exitscope::engine
