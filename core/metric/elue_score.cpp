#include "core/metric/elue_score.h"

#include <algorithm>
#include <limits>

namespace exitscope::metric {

double interpolated(std::span<const CostQuality> curve, double cost)
{
    const auto above = std::upper_bound(curve.begin(), curve.end(), cost,
        [](double value, const CostQuality& point) { return value < point.cost; });
    if (above == curve.begin())
        return curve.front().quality;
    if (above == curve.end())
        return curve.back().quality;
    const auto& low = *(above - 1);
    const double share = (cost - low.cost) / (above->cost - low.cost);
    return low.quality + share * (above->quality - low.quality);
}

double elueScore(std::span<const CostQuality> submission, std::span<const CostQuality> baseline)
{
    if (submission.empty() || baseline.empty())
        return std::numeric_limits<double>::quiet_NaN();
    double sum = 0;
    for (const auto& point : submission)
        sum += point.quality - interpolated(baseline, point.cost);
    return sum / static_cast<double>(submission.size());
}

} // namespace exitscope::metric
