#include "core/calm/shortlist.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace exitscope::calm {

namespace {

constexpr ShortlistKind kinds[] { ShortlistKind::None, ShortlistKind::Fixed, ShortlistKind::Decaying,
    ShortlistKind::Adaptive };

} // namespace

std::int64_t decayedWords(std::int64_t words, std::int64_t least, std::int64_t layer, std::int64_t layers)
{
    assert(least >= 1 && words >= least && layers >= 1);
    const auto k = static_cast<double>(words), floor = static_cast<double>(least);
    const double depth = static_cast<double>(layer) / static_cast<double>(layers);
    return std::max(least, static_cast<std::int64_t>(std::llround(k / (1 + (k - floor) / floor * depth))));
}

std::int64_t Shortlist::size(
    std::int64_t layer, std::int64_t layers, std::int64_t vocabulary, double confidence) const
{
    switch (kind) {
    case ShortlistKind::None:
        return vocabulary;
    case ShortlistKind::Fixed:
        return std::min(words, vocabulary);
    case ShortlistKind::Decaying:
        return std::min(decayedWords(words, least, layer, layers), vocabulary);
    case ShortlistKind::Adaptive: {
        if (std::isnan(confidence))
            return vocabulary;
        const double part = 1 - 0.9 * std::clamp(confidence, 0.0, 1.0);
        return std::max<std::int64_t>(1, std::llround(static_cast<double>(vocabulary) * part));
    }
    }
    return vocabulary;
}

std::string_view nameOf(ShortlistKind kind)
{
    switch (kind) {
    case ShortlistKind::None:
        return "none";
    case ShortlistKind::Fixed:
        return "fixed";
    case ShortlistKind::Decaying:
        return "decaying";
    case ShortlistKind::Adaptive:
        return "adaptive";
    }
    return {};
}

std::optional<ShortlistKind> shortlistNamed(std::string_view name)
{
    for (const ShortlistKind kind : kinds)
        if (nameOf(kind) == name)
            return kind;
    return std::nullopt;
}

std::vector<std::int32_t> likeliest(
    std::span<const float> logits, std::span<const std::int32_t> words, std::int64_t count)
{
    assert(words.empty() || words.size() == logits.size());
    std::vector<std::int32_t> order(logits.size());
    std::iota(order.begin(), order.end(), 0);
    const auto kept = order.begin() + std::clamp<std::int64_t>(count, 0, std::ssize(order));
    std::partial_sort(order.begin(), kept, order.end(), [&](std::int32_t a, std::int32_t b) {
        const float left = logits[static_cast<std::size_t>(a)], right = logits[static_cast<std::size_t>(b)];
        if (std::isnan(left) != std::isnan(right))
            return std::isnan(right);
        return left > right || (!(right > left) && a < b);
    });
    order.erase(kept, order.end());
    if (!words.empty())
        for (std::int32_t& word : order)
            word = words[static_cast<std::size_t>(word)];
    return order;
}

} // namespace exitscope::calm
