#pragma once

#include "app/analysis/live_policy.h"
#include "app/plots/plotted_run.h"
#include "widgets/panel/inspector_panel.h"

namespace exitscope::app {

/// What is known of an operating point beyond its state.
struct PointKnowledge
{
    double value = 0;                         ///< of the parameter that the scrubber moves
};

/// The inspector's groups: the point with its figures, and the trace it stands on. The keys stay the same while the
/// scrubber moves.
std::vector<widgets::InspectorGroup> describePoint(
    const LivePolicy& live, const LiveState& state, const PointKnowledge& known);

} // namespace exitscope::app
