#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace exitscope::data {

/// The byte that a piece such as "<0x0A>" stands for: SentencePiece's spelling of what no piece of a vocabulary covers.
std::optional<std::uint8_t> byteOfPiece(std::string_view piece);

} // namespace exitscope::data
