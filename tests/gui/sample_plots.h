#pragma once

#include "widgets/plot/plot_model.h"

namespace exitscope::widgets::samples {

// Made-up plots like those of the views: smooth formulas, no random numbers, so every run draws the same.

/// Quality against speed-up: a frontier as steps with its band, two policies, fixed layers, two references.
[[nodiscard]] PlotModel tradeoff(int layers = 12);
/// How many leave at each layer (bars in depth colours) and how right they are (a line).
[[nodiscard]] PlotModel layers(int layers = 12);
/// Right and wrong, stacked.
[[nodiscard]] PlotModel stackedLayers(int layers = 12);
/// Layers by confidence bins.
[[nodiscard]] PlotModel cellMap(int layers = 12, int bins = 20);
/// A logarithmic axis with two values that it cannot show.
[[nodiscard]] PlotModel logarithmic();

} // namespace exitscope::widgets::samples
