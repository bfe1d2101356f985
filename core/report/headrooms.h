#pragma once

#include "core/metric/metrics.h"
#include "core/sweep/sweep.h"

#include <optional>
#include <span>
#include <vector>

namespace exitscope::report {

/// What one range of a sweep gives at a speed-up by layers.
struct Headroom
{
    policy::PolicyRange policy;
    metric::Metric metric = metric::Metric::Accuracy; ///< the task's first
    double speedup = 1;
    double quality = 0;          ///< on the front of the range's points, linear between neighbours; NaN where none is that fast
    std::optional<double> taken; ///< share of the oracle's gain over fixed exits there (core/optimise/headroom.h)
};

/// One for each range of the plan, from the points that sweep() made of it; empty where no oracle is known: without labels,
/// and for regression. Throws std::invalid_argument where the points are not the plan's.
std::vector<Headroom> headroomsAt(double speedup, const sweep::Plan& plan, std::span<const sweep::Point> points);

} // namespace exitscope::report
