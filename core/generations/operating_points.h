#pragma once

#include "core/generations/generations.h"
#include "core/generations/quality.h"
#include "core/policy/policy.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <vector>

namespace exitscope::generations {

/// What one rule costs and what it gives, over all prompts of a file.
struct OperatingPoint
{
    std::string rule;
    std::int64_t tokens = 0, headUses = 0;
    double meanExit = 0; ///< 1-based layers a token
    double layerSpeedup = 1; ///< layers of the model over meanExit
    double flopsRatio = 1; ///< of the full model's on the same texts
    double seconds = 0, fullSeconds = 0; ///< of all prompts, reading included; the full model's in the same start of the sweep
    Quality quality;

    double measuredSpeedup() const { return seconds > 0 ? fullSeconds / seconds : 0; }
};

/// The full model first, then every rule in the file's order.
std::vector<OperatingPoint> operatingPoints(
    const Generations& generations, metric::BleuSplit split = metric::BleuSplit::Mteval13a);

/// {"policy", "params", "tokens", "mean_exit", "layer_speedup", "flops_ratio", "seconds", "full_seconds", "measured_speedup",
/// "head_uses", "metrics"}.
nlohmann::ordered_json toJson(const OperatingPoint& point);

/// A rule as name and parameters, which are written the same way.
policy::PolicySpec specOf(const std::string& rule);

} // namespace exitscope::generations
