#pragma once

#include "core/engine/engine.h"
#include "core/sweep/point.h"

#include <string>
#include <vector>

namespace exitscope::sweep {

/// The points of an execution, in its order: sums over the outcomes, wall times, and of what ran token by token its own costs
/// (`token_mean_layers`, `token_layer_speedup` in Point::more; FLOPs by methods.md §2.5).
std::vector<Point> executedPoints(const engine::ExecuteReport& report);

/// The outcomes of the points.
std::vector<policy::Outcome> executedOutcomes(const engine::ExecuteReport& report);

/// Options of the stored run: how it was executed, as a JSON object.
std::string executionOptions(const engine::ExecuteRequest& request, const engine::ExecuteReport& report);

} // namespace exitscope::sweep
