#pragma once

#include "app/plots/plotted_run.h"
#include "widgets/plot/plot_model.h"

#include <span>

namespace exitscope::app {

/// What a saving is counted in before it is measured.
enum class Saving { Layers, Flops };

/// Measured speed-up against the one that layers or FLOPs promise, of executed policies: points in a policy's colour, a
/// marker for each way of batching (one at a time, packed, packed with a given batch), and the diagonal on which a saving
/// becomes time in full. Throws InputError where no run was executed, or none knows the saving.
widgets::PlotModel latencyPlot(
    std::span<const PlottedRun> runs, Saving saving = Saving::Layers, widgets::Scale scale = widgets::Scale::Linear);

/// Whether a point of any run was measured.
bool hasMeasured(std::span<const PlottedRun> runs);

} // namespace exitscope::app
