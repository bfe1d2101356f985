#pragma once

#include <cstdint>
#include <vector>

namespace exitscope::engine {

/// Sequences side by side without padding.
struct Pack
{
    std::vector<std::int32_t> ids;     ///< [T]
    std::vector<std::int32_t> types;   ///< [T]
    std::vector<std::int32_t> offsets { 0 }; ///< [B + 1]
    std::vector<std::int64_t> labels;  ///< [B]; classification
    std::vector<float> targets;        ///< [B]; regression
    std::vector<std::int64_t> maskedRows, maskedIds; ///< pre-training: which rows are to be guessed, and their tokens

    std::int64_t tokens() const { return static_cast<std::int64_t>(ids.size()); }
    std::int64_t sequences() const { return static_cast<std::int64_t>(offsets.size()) - 1; }
};

} // namespace exitscope::engine
