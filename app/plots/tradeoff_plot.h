#pragma once

#include "app/plots/plotted_run.h"
#include "widgets/plot/plot_model.h"

#include <span>
#include <string>

namespace exitscope::app {

enum class CostAxis { LayerSpeedup, FlopsRatio, MeanExit };

/// Frontier: of an exact sweep only the Pareto-optimal outcomes, as a step line (quality that is reachable at
/// this cost or cheaper). AllOutcomes: every point as it is, ordered by cost.
enum class CurveShown { Frontier, AllOutcomes };

struct TradeoffOptions
{
    CostAxis x = CostAxis::LayerSpeedup;
    widgets::Scale xScale = widgets::Scale::Linear;
    std::string metric; ///< empty: the task's first
    CurveShown shown = CurveShown::Frontier;
};

/// Quality against cost. One series per run and rule ("17/entropy" is its id; keys are indexes into the run's
/// points), each fixed layer and the full model and oracle as black references, taken from the first run that
/// has a trace. Window, preview and command line all draw this model. Throws InputError when no run has the
/// metric.
widgets::PlotModel tradeoffPlot(std::span<const PlottedRun> runs, const TradeoffOptions& options = {});

/// What an axis is called, for menus and titles; translated.
QString titleOf(CostAxis axis);
QString metricTitle(const std::string& metric);

} // namespace exitscope::app
