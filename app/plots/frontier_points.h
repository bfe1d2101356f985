#pragma once

#include "app/plots/tradeoff_plot.h"

#include <cstddef>
#include <vector>

namespace exitscope::app {

/// A point of a curve as it is drawn.
struct PlottedPoint
{
    double x = 0, y = 0;
    std::size_t index = 0; ///< the caller's
};

/// By cost; an outcome that is there twice is kept once.
std::vector<PlottedPoint> byCost(std::vector<PlottedPoint> points);

/// Of points by cost the Pareto-optimal ones, by cost. Whoever may spend as much as the dearest outcome can still have
/// the best one, so the line begins there.
enum class Better { More, Less };
std::vector<PlottedPoint> frontier(
    const std::vector<PlottedPoint>& points, CostAxis axis, Better better = Better::More);

/// How a frontier jumps: what a point buys can also be had by spending more, so towards the dear side its quality holds.
widgets::StepShape stepOf(CostAxis axis);

} // namespace exitscope::app
