#pragma once

#include "core/store/run_store.h"
#include "core/sweep/point.h"

#include <nlohmann/json_fwd.hpp>

#include <span>
#include <string>
#include <vector>

namespace exitscope::cli {

std::vector<sweep::Point> pointsOf(const store::RunStore& store, store::RunId run); ///< by ordinal

/// The "points" of `sweep --json` and `runs show --json` (command-line.md, "Output").
nlohmann::ordered_json pointsJson(std::span<const sweep::Point> points);

/// For people: policy, cost and metrics, one line a point. Long exact sweeps are cut in the middle, and say
/// so.
std::string pointsTable(std::span<const sweep::Point> points);

} // namespace exitscope::cli
