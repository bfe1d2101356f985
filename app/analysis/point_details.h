#pragma once

#include "app/analysis/live_policy.h"
#include "app/plots/measured_speed.h"
#include "app/plots/plotted_run.h"
#include "widgets/panel/inspector_panel.h"

#include <span>

namespace exitscope::app {

/// What is known of an operating point beyond its state.
struct PointKnowledge
{
    double value = 0;            ///< of the parameter that the scrubber moves
    sweep::Intervals intervals;  ///< empty until they are computed
    MeasuredSpeed measured;      ///< of the same specification in a loaded run; empty where none was executed
};

/// What was measured of a specification, from the first loaded run that executed it.
MeasuredSpeed measuredOf(const policy::PolicySpec& spec, std::span<const PlottedRun> runs);

/// The inspector's groups: the point with its figures, and the trace it stands on. The keys stay the same while the
/// scrubber moves.
std::vector<widgets::InspectorGroup> describePoint(
    const LivePolicy& live, const LiveState& state, const PointKnowledge& known);

} // namespace exitscope::app
