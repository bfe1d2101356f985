#pragma once

#include "core/sweep/point.h"

#include <cstdint>
#include <optional>
#include <string>

namespace exitscope::sweep {

/// Wall time of an executed point over all of its units, and of the full model on the same ones in the same run. NaN
/// where it was not measured.
struct Timing
{
    double seconds = 0, fullSeconds = 0; ///< packed tokens
    double batch1Seconds = 0, batch1FullSeconds = 0; ///< one example at a time, scaled from `batch1Examples`
    std::int64_t batch1Examples = 0;
    int streams = 0, repeats = 0;
    std::string precision; ///< "f32", "bf16"

    double measuredSpeedup() const { return fullSeconds / seconds; }
    double batch1Speedup() const { return batch1FullSeconds / batch1Seconds; }
};

/// Writes it beside what else the point knows (Point::more).
void setTiming(Point& point, const Timing& timing);
/// Nothing for a point that was replayed, not executed.
std::optional<Timing> timingOf(const Point& point);

} // namespace exitscope::sweep
