#pragma once

#include "app/plots/plotted_run.h"
#include "core/policy/policy.h"
#include "widgets/plot/plot_model.h"

#include <span>
#include <string>

namespace exitscope::app {

/// One operating point seen exit by exit.
struct ExitQuality
{
    std::vector<std::int64_t> leaving; ///< [E] units that leave there
    std::vector<double> metric; ///< [E] share of those that are right; NaN where none leaves
};

/// How right those are that leave at each exit; empty metric without class labels. `outcome` covers all of
/// `trace`.
ExitQuality qualityByExit(const trace::Trace& trace, const policy::Outcome& outcome);

/// Each exit alone: the metric of every run's trace by layer (series "17/alone"), and for the run's point
/// `point` (empty: the recommended one) the accuracy of the units that leave there ("17/leaving"). Runs on
/// one trace share the first series; an exit that fewer than ten units take has no such point. Throws
/// InputError when no run has its trace any more, or the trace has no labels.
widgets::PlotModel layersPlot(std::span<const PlottedRun> runs, const std::string& metric = {},
    std::optional<std::size_t> point = std::nullopt);

} // namespace exitscope::app
