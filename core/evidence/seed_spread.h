#pragma once

#include "core/evidence/estimate.h"
#include "core/evidence/front.h"
#include "core/sweep/point.h"

#include <cstddef>
#include <span>
#include <string>

namespace exitscope::evidence {

/// The front of evaluated points. Throws InputError where a point lacks `metric`, or FLOPs where the axis is FLOPs.
Front frontOf(std::span<const sweep::Point> points, const std::string& metric, CostAxis axis);

/// Mean and spread of the frontiers of several traces, one front each, at `count` evenly spaced costs that all of them
/// reach; linear between neighbours. Fronts of one point each have one place, their mean cost. Empty vectors where there is
/// no such cost. Whether the traces are over the same dataset
/// is for requireSameExamples() to say.
SeedSpread seedSpread(std::span<const Front> fronts, CostAxis axis, std::size_t count = 101);

} // namespace exitscope::evidence
