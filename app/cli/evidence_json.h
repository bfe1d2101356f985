#pragma once

#include "core/evidence/comparison.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>

namespace exitscope::cli {

/// The parts of which comparisons are printed. A figure is {"value", "interval": [low, high], "defined"}, a difference has
/// "p" as well; what has no value is null.
const char* nameOf(evidence::CostAxis axis); ///< "flops", "layers"
nlohmann::ordered_json figureJson(const evidence::Estimate& figure);
nlohmann::ordered_json differenceJson(const evidence::Difference& difference);
nlohmann::ordered_json chosenJson(const std::optional<evidence::ChosenPoint>& chosen);
nlohmann::ordered_json testJson(const evidence::McNemar& test); ///< "only_a_right", "only_b_right", the p-values

} // namespace exitscope::cli
