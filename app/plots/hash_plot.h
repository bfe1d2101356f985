#pragma once

#include "app/analysis/hash_entries.h"
#include "widgets/plot/plot_model.h"

namespace exitscope::app {

/// The share of vocabulary entries and of occurrences in the corpus that leave after each layer, as bars side by side.
widgets::PlotModel hashPlot(const HashEntries& entries);

} // namespace exitscope::app
