#pragma once

#include "app/plots/plotted_run.h"
#include "widgets/plot/plot_model.h"

#include <span>

namespace exitscope::app {

/// One histogram: where the units leave under one operating point.
struct ExitHistogram
{
    QString id;
    QString name;
    widgets::SeriesLook look;
    std::vector<std::int32_t> exitLayer; ///< [E], 1-based layers
    std::vector<std::int64_t> units; ///< [E]
};

/// Bars, the share of units by exit layer. One histogram is coloured by depth, several by their looks.
widgets::PlotModel exitsPlot(std::span<const ExitHistogram> histograms);

/// The same for stored runs at their point `point` (an index; empty: each run's recommended one). Throws
/// InputError for a run without points and an index that is not there.
widgets::PlotModel exitsPlot(
    std::span<const PlottedRun> runs, std::optional<std::size_t> point = std::nullopt);

} // namespace exitscope::app
