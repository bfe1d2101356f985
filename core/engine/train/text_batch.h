#pragma once

#include <ATen/ATen.h>

#include <cstdint>
#include <vector>

namespace exitscope::engine {

/// Texts side by side without padding, as a language model is taught on them: after inputs[i] comes words[i].
struct TextBatch
{
    std::vector<std::int32_t> source;             ///< [S] what an encoder reads; empty for a decoder alone
    std::vector<std::int32_t> sourceOffsets { 0 }; ///< [B + 1]
    std::vector<std::int32_t> inputs, words;      ///< [T]
    std::vector<std::int32_t> offsets { 0 };      ///< [B + 1]

    std::int64_t texts() const { return static_cast<std::int64_t>(offsets.size()) - 1; }
    std::int64_t tokens() const { return static_cast<std::int64_t>(inputs.size()); }
};

/// A copy as I32.
inline at::Tensor indexTensor(const std::vector<std::int32_t>& values)
{
    return at::from_blob(const_cast<std::int32_t*>(values.data()), { static_cast<std::int64_t>(values.size()) }, at::kInt)
        .clone();
}

} // namespace exitscope::engine
