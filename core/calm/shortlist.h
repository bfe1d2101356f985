#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace exitscope::calm {

/// How many words the head is asked for above the first exit: one full pass chooses the words that can still win, the exits
/// after it look at those alone (methods.md §3.7). What softmax measures cost most is the head, so this is what they save.
enum class ShortlistKind {
    None,     ///< every exit asks for the whole vocabulary
    Fixed,    ///< k words
    Decaying, ///< k at the first exit, fewer with depth, never below k*
    Adaptive, ///< V (1 − 0.9 c) words, c the confidence at the exit below
};

struct Shortlist
{
    ShortlistKind kind = ShortlistKind::None;
    std::int64_t words = 0; ///< k ≥ 1
    std::int64_t least = 1; ///< k* ≥ 1 of Decaying, at most k

    /// How many words an exit after `layer` of `layers` asks for, 1 … vocabulary; `confidence` is that of the exit below.
    std::int64_t size(
        std::int64_t layer, std::int64_t layers, std::int64_t vocabulary, double confidence) const;

    friend bool operator==(const Shortlist&, const Shortlist&) = default;
};

/// max(k*, k / (1 + ((k − k*) / k*) · layer / layers)), rounded to the nearest whole.
std::int64_t decayedWords(std::int64_t words, std::int64_t least, std::int64_t layer, std::int64_t layers);

std::string_view nameOf(ShortlistKind kind); ///< "none", "fixed", "decaying", "adaptive"
std::optional<ShortlistKind> shortlistNamed(std::string_view name);

/// The `count` likeliest of `words` by their `logits` [n], best first; ties to the earlier one. Numbers come before NaN.
/// `words` may be empty: then the words are 0 … n − 1.
std::vector<std::int32_t> likeliest(
    std::span<const float> logits, std::span<const std::int32_t> words, std::int64_t count);

} // namespace exitscope::calm
