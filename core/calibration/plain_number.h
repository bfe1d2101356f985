#pragma once

#include <string>

namespace exitscope::calibration {

/// At most six significant digits, no trailing zeros.
std::string plainNumber(double value);
std::string percentText(double share); ///< "5 %"

/// The parts that every guarantee has: its beginning, "With probability at least 95 % over the calibration draw, ", and what is
/// said where nothing passed.
std::string withProbability(double epsilon);
std::string noSettingText();

} // namespace exitscope::calibration
