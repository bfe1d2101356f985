#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace exitscope::engine {

/// A namespace of its own, because inference has a Pack of its own: one program, two types.
inline namespace training_pass {

/// Sequences side by side without padding.
struct Pack
{
    std::vector<std::int32_t> ids;     ///< [T]
    std::vector<std::int32_t> types;   ///< [T]
    std::vector<std::int32_t> offsets { 0 }; ///< [B + 1]
    std::vector<std::int32_t> asked;   ///< [R] rows whose states the heads read; empty: the first of every sequence
    std::vector<std::int32_t> layers;  ///< [T] through how many layers each token goes; empty: through all
    std::vector<std::int64_t> labels;  ///< [B], or [R] with −1 for a word without a label; classification
    std::vector<float> targets;        ///< [B]; regression
    std::vector<std::int64_t> maskedRows, maskedIds; ///< pre-training: which rows are to be guessed, and their tokens

    std::int64_t tokens() const { return static_cast<std::int64_t>(ids.size()); }
    /// How many answers a loss is a mean of: labelled words, or inputs.
    std::int64_t answers() const
    {
        if (asked.empty())
            return sequences();
        return std::count_if(labels.begin(), labels.end(), [](std::int64_t label) { return label >= 0; });
    }
    std::int64_t sequences() const { return static_cast<std::int64_t>(offsets.size()) - 1; }
};

} // namespace training_pass
} // namespace exitscope::engine
