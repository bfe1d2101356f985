#pragma once

#include "core/sweep/point.h"

#include <optional>

namespace exitscope::app {

/// Wall time of an executed point, held against the full model in the same run. Empty where nothing was measured.
struct MeasuredSpeed
{
    std::optional<double> seconds, fullSeconds; ///< packed batches
    std::optional<double> batch1Seconds, batch1FullSeconds;

    std::optional<double> packed() const { return ratio(fullSeconds, seconds); } ///< speed-up
    std::optional<double> batch1() const { return ratio(batch1FullSeconds, batch1Seconds); }

private:
    static std::optional<double> ratio(const std::optional<double>& full, const std::optional<double>& spent)
    {
        return full && spent && *spent > 0 && *full > 0 ? std::optional(*full / *spent) : std::nullopt;
    }
};

/// From what the point knows beyond its sums.
MeasuredSpeed measuredSpeed(const sweep::Point& point);

} // namespace exitscope::app
