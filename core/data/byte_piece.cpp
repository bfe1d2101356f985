#include "core/data/byte_piece.h"

#include <charconv>

namespace exitscope::data {

std::optional<std::uint8_t> byteOfPiece(std::string_view piece)
{
    if (piece.size() != 6 || !piece.starts_with("<0x") || piece.back() != '>')
        return std::nullopt;
    std::uint8_t byte = 0;
    const char* last = piece.data() + 5;
    const auto [end, error] = std::from_chars(piece.data() + 3, last, byte, 16);
    return error == std::errc {} && end == last ? std::optional(byte) : std::nullopt;
}

} // namespace exitscope::data
