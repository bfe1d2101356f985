#pragma once

#include "app/plots/figure_request.h"
#include "app/plots/plotted_run.h"
#include "widgets/plot/plot_model.h"

#include <span>

namespace exitscope::app {

/// Runs on one pair of axes, against the full model, with a line at each speed-up at which they are compared. Of `request`
/// count metric, cost ("speedup" or "flops") and speed-ups. Throws InputError for another cost, and as tradeoffPlot().
widgets::PlotModel comparePlot(const FigureRequest& request, std::span<const PlottedRun> runs);

} // namespace exitscope::app
