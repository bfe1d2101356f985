#include "core/nearest_name.h"

#include <algorithm>
#include <vector>

namespace exitscope {

namespace {

/// Optimal string alignment: edits of single letters and swaps of neighbours, by rows of the usual table.
std::size_t edits(std::string_view a, std::string_view b)
{
    const std::size_t width = b.size() + 1;
    std::vector<std::size_t> table((a.size() + 1) * width);
    const auto at = [&](std::size_t i, std::size_t j) -> std::size_t& { return table[i * width + j]; };
    for (std::size_t i = 0; i <= a.size(); ++i)
        at(i, 0) = i;
    for (std::size_t j = 0; j <= b.size(); ++j)
        at(0, j) = j;
    for (std::size_t i = 1; i <= a.size(); ++i)
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = at(i - 1, j - 1) + (a[i - 1] == b[j - 1] ? 0 : 1);
            at(i, j) = std::min({ at(i - 1, j) + 1, at(i, j - 1) + 1, replaced });
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                at(i, j) = std::min(at(i, j), at(i - 2, j - 2) + 1);
        }
    return at(a.size(), b.size());
}

} // namespace

std::string_view nearestName(std::string_view given, std::span<const std::string_view> names)
{
    constexpr std::size_t longest = 64; // the table grows with the square; no name of ours is that long
    if (given.size() > longest)
        return {};
    std::string_view best;
    std::size_t fewest = 0;
    for (const auto name : names) {
        const auto count = edits(given, name);
        if (3 * count <= std::max(given.size(), name.size()) && (best.empty() || count < fewest)) {
            best = name;
            fewest = count;
        }
    }
    return best;
}

std::string nameRemedy(std::string_view given, std::span<const std::string_view> names)
{
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0)
            text += i + 1 == names.size() ? " and " : ", ";
        text += names[i];
    }
    const auto nearest = nearestName(given, names);
    if (nearest.empty())
        return "there are " + text;
    return "did you mean " + std::string(nearest) + "? There are " + text;
}

} // namespace exitscope
