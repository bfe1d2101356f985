#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace exitscope::figure {

/// What no part of a figure file exceeds: its numbers and settings as text, in bytes.
inline constexpr std::size_t largestPart = std::size_t { 64 } << 20;

/// A zlib stream unpacked. Throws InputError (without a file) where it is damaged or gives more than `limit` bytes.
std::string inflated(std::string_view packed, std::size_t limit = largestPart);

} // namespace exitscope::figure
