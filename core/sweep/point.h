#pragma once

#include "core/evidence/estimate.h"
#include "core/policy/policy.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace exitscope::sweep {

/// Bootstrap intervals of a point's figures by their names: "layer_speedup", "accuracy", … (core/evidence)
using Intervals = std::vector<std::pair<std::string, evidence::Interval>>;

/// One operating point, evaluated. Sums are kept, ratios are derived (methods.md §8.7: ratio of means).
struct Point
{
    policy::PolicySpec spec;
    std::int64_t units = 0;
    std::int64_t sumExitLayers = 0; ///< Σ 1-based exit layers
    std::int32_t layers = 0;        ///< layer of the last exit
    double flopsSpent = 0;          ///< Σ over units, heads tried included
    double flopsFull = 0;           ///< the full model on the same units
    std::vector<std::pair<std::string, double>> metrics; ///< in the task's order; empty without labels
    std::vector<std::int64_t> histogram;                  ///< units that left at each exit [E]
    Intervals intervals;                                  ///< empty unless they were asked for
    /// JSON object of what else is known beyond the sums: the seconds of an execution. Its members are printed as the
    /// point's own.
    std::string more = "{}";

    double meanExit() const { return units ? static_cast<double>(sumExitLayers) / static_cast<double>(units) : 0; }
    double layerSpeedup() const { return meanExit() > 0 ? layers / meanExit() : 0; }
    double flopsRatio() const { return flopsFull > 0 ? flopsSpent / flopsFull : 0; }
};

} // namespace exitscope::sweep
