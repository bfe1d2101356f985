#pragma once

#include "app/plots/plotted_run.h"
#include "core/evidence/estimate.h"
#include "core/metric/reliability.h"
#include "widgets/plot/plot_model.h"

#include <optional>
#include <span>
#include <vector>

namespace exitscope::app {

/// One reliability diagram: bars of accuracy over bins of confidence (key: how many units), the diagonal that a calibrated exit
/// would follow, and the expected calibration error in the legend. Empty bins have no bar. `name`: "layer 3". `color`
/// invalid: the first of the series.
widgets::PlotModel reliabilityPlot(const metric::Reliability& diagram, const QString& name, const QColor& color = {});

/// The same for stored runs' traces at the exit after `layer` (empty: the last): one run as bars, several as lines through
/// their bins' means. Throws InputError where a run has no trace, its trace no class labels, or no exit after that layer.
widgets::PlotModel reliabilityPlot(std::span<const PlottedRun> runs, std::optional<int> layer = std::nullopt);

/// The expected calibration error by exit layer, in 15 bins. `interval`: empty or [E]; drawn as a band.
widgets::PlotModel calibrationErrorPlot(std::span<const std::int32_t> exitLayer,
    std::span<const metric::Reliability> diagrams, std::span<const evidence::Estimate> interval = {});

/// The same for stored runs' traces. Throws as reliabilityPlot().
widgets::PlotModel calibrationErrorPlot(std::span<const PlottedRun> runs);

} // namespace exitscope::app
