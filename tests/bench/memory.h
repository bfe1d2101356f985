#pragma once

#include <functional>

namespace exitscope::bench {

/// Megabytes (10^6 bytes) that `work` holds at its peak beyond what the process held before. NaN where the system does
/// not tell.
double peakMegabytes(const std::function<void()>& work);

} // namespace exitscope::bench
