#pragma once

#include <string>
#include <vector>

namespace exitscope::bench {

/// Three significant digits, thousands in groups: "0.42", "17.3", "412,345".
std::string shortNumber(double value);

/// The middle value; the mean of both when there are two. NaN when empty.
double median(std::vector<double> values);

} // namespace exitscope::bench
