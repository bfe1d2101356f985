#pragma once

#include <cstdint>

namespace exitscope::calibration {

/// P(Bin(n, p) <= k), 0 <= p <= 1, relative error below 1e-11 in the lower tail for n up to 1e6 and beyond; takes
/// O(sqrt(n)) steps. 0 for k < 0, 1 for k >= n.
double binomialAtMost(std::int64_t k, std::int64_t n, double p);

} // namespace exitscope::calibration
