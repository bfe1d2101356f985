#pragma once

#include <string_view>

namespace exitscope::data {

/// The next piece of GPT-2's pre-tokenisation, from `text` that is not empty and valid UTF-8: an English
/// contraction ending, or letters, or digits, or other signs, each with at most one space before it, or white
/// space, whose last character is left to what follows. (Radford et al., 2019: 's|'t|'re|'ve|'m|'ll|'d|
/// ?\p{L}+| ?\p{N}+|
/// ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)
std::string_view nextBpePiece(std::string_view text);

} // namespace exitscope::data
