#pragma once

#include "app/analysis/layer_facts.h"
#include "app/plots/plotted_run.h"
#include "widgets/plot/plot_model.h"

#include <optional>
#include <span>

namespace exitscope::app {

/// The units that the model gets right on the way and wrong at the end, by the layer where they are first right; stacked by
/// what an operating point makes of them. `rule`: its name, "entropy 0.3".
widgets::PlotModel overthinkingPlot(const LayerFacts& facts, const OverthinkingSplit& split, const QString& rule);

/// The same for one stored run at its point `point` (an index; empty: the recommended one). Throws InputError for several runs,
/// a run without its trace or points, and a trace without class labels.
widgets::PlotModel overthinkingPlot(std::span<const PlottedRun> runs, std::optional<std::size_t> point = std::nullopt);

} // namespace exitscope::app
