#pragma once

#include <string_view>

namespace exitscope::figure {

/// "3.25in", "8.2cm", "80mm", "234pt" in points (1/72 inch). Throws InputError for anything else; a bare
/// number is refused, since its unit could only be guessed.
double pointsOfLength(std::string_view text);

} // namespace exitscope::figure
