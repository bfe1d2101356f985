#pragma once

#include "app/plots/tradeoff_plot.h"

#include <string>

namespace exitscope::app {

/// Fixed layers as points, the full model as a line across, the oracles as named points: those of `options` that are
/// known and have the metric.
void addReferences(widgets::PlotModel& plot, const References& references, const TradeoffOptions& options,
    const std::string& metric);

/// The references of the first run that has some; null where none does.
const References* knownReferences(std::span<const PlottedRun> runs);

} // namespace exitscope::app
