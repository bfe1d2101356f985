#pragma once

#include <cstdint>
#include <limits>
#include <vector>

namespace exitscope::evidence {

/// Two ends of a bootstrap percentile interval; both NaN where no draw has a value.
struct Interval
{
    double low = std::numeric_limits<double>::quiet_NaN();
    double high = std::numeric_limits<double>::quiet_NaN();

    friend bool operator==(const Interval&, const Interval&) = default;
};

/// A figure of the whole sample, with its interval.
struct Estimate
{
    double value = std::numeric_limits<double>::quiet_NaN();
    Interval interval;
    /// Share of the draws that have a value: below 1 where a draw may lack one (a metric that no point reaches).
    double defined = 0;
};

/// What costs are counted in. A cost is a share of the full model's on the same examples, above 0 and as a rule up to
/// 1 (a rule that tries every head may spend more); its inverse is the speed-up.
enum class CostAxis { Layers, Flops };

/// The frontier with its band, ready to be drawn: [G] each. A grid cost that the frontier of the whole sample does not
/// reach has no quality (NaN); the band there is of those draws that do reach it.
struct FrontierBand
{
    CostAxis axis = CostAxis::Layers;
    std::vector<double> cost; ///< the grid, ascending shares
    std::vector<double> quality, low, high;
};

/// The same rules on traces of one model trained with different seeds: [G] each, over a grid that all of them reach.
struct SeedSpread
{
    CostAxis axis = CostAxis::Layers;
    std::int64_t traces = 0;
    std::vector<double> cost;
    std::vector<double> mean, sd; ///< sd with T - 1 below the line; 0 for one trace
    std::vector<double> low, high; ///< the range
};

} // namespace exitscope::evidence
