#pragma once

#include "app/plots/plotted_run.h"

#include <string>
#include <vector>

namespace exitscope::app {

/// Points of one run that make one curve: the same rule, all parameters equal but the one that is swept.
struct RunSeries
{
    std::string policy;
    std::string variant; ///< "temperature=2": what sets it apart in its run; empty for the only one
    std::vector<std::size_t> points; ///< indexes into the run's points
    bool isExact = false; ///< every distinct outcome of the rule, not a grid
};

/// The curves of a run, in the order in which they appear.
std::vector<RunSeries> seriesOf(const PlottedRun& run);

/// The parameter that a curve runs along, "threshold", "patience", "layer"; empty where the rule has none.
std::string sweptParameter(const std::string& policy);

} // namespace exitscope::app
