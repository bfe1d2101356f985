#pragma once

#include "core/evidence/comparison.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace exitscope::cli {

/// What people call the two sides.
struct SideNames
{
    std::string first, second;
};

/// `compare --json`: "a" and "b" (points, front, hypervolume, mean_quality, elue), "at_cost", "at_metric" and the
/// differences, a less b. A figure is {"value", "interval": [low, high], "defined"}; what has no value is null.
nlohmann::ordered_json comparisonJson(
    const evidence::Comparison& comparison, const evidence::ComparisonOptions& options, const SideNames& names);

/// The same for people, without the points.
std::string comparisonText(
    const evidence::Comparison& comparison, const evidence::ComparisonOptions& options, const SideNames& names);

} // namespace exitscope::cli
