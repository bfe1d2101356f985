#pragma once

#include <map>
#include <string>
#include <string_view>

namespace exitscope::figure {

/// The text chunks of a PNG (tEXt, zTXt, iTXt) by keyword, as UTF-8; of equal keywords the first. Throws InputError
/// where a chunk ends behind the file's end or its checksum is wrong.
std::map<std::string, std::string> pngTexts(std::string_view png);

} // namespace exitscope::figure
