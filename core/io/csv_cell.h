#pragma once

#include <string>

namespace exitscope::io {

/// A cell of a CSV file: quoted where RFC 4180 wants it.
std::string csvCell(const std::string& text);

/// The shortest text that reads back as the same number, whatever the locale; empty for NaN.
std::string csvCell(double value);

} // namespace exitscope::io
