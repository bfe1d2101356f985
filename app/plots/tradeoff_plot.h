#pragma once

#include "app/analysis/bands.h"
#include "app/plots/plotted_run.h"
#include "widgets/plot/plot_model.h"

#include <span>
#include <string>

namespace exitscope::app {

/// MeasuredTime: wall time of an executed policy over that of the full model in the same run; only such runs have it.
enum class CostAxis { LayerSpeedup, FlopsRatio, MeanExit, MeasuredTime };

/// Frontier: of an exact sweep only the Pareto-optimal outcomes, as a step line (quality that is reachable at
/// this cost or cheaper). AllOutcomes: every point as it is, ordered by cost.
enum class CurveShown { Frontier, AllOutcomes };

/// What every curve is held against. The oracles leave at the first exit that is right, or that agrees with the full model.
struct ShownReferences
{
    bool fullModel = true, fixedLayers = true, oracleCorrect = true, oracleAgree = false;

    friend bool operator==(const ShownReferences&, const ShownReferences&) = default;
};

/// Bands of the runs that have some.
using RunBands = std::map<store::RunId, PointBands>;

struct TradeoffOptions
{
    CostAxis x = CostAxis::LayerSpeedup;
    widgets::Scale xScale = widgets::Scale::Linear;
    std::string metric; ///< empty: the task's first
    CurveShown shown = CurveShown::Frontier;
    ShownReferences references = {};
    std::shared_ptr<const RunBands> bands = {}; ///< null: none are drawn
};

/// Quality against cost. One series per run and rule ("17/entropy" is its id; keys are indexes into the run's
/// points), each fixed layer and the full model and oracle as black references, taken from the first run that
/// has a trace. Window, preview and command line all draw this model. Throws InputError when no run has the
/// metric.
widgets::PlotModel tradeoffPlot(std::span<const PlottedRun> runs, const TradeoffOptions& options = {});

/// Of a point on an axis; NaN where the point does not have it.
double costOf(const sweep::Point& point, CostAxis axis);

/// What an axis is called, for menus and titles; translated.
QString titleOf(CostAxis axis);
QString metricTitle(const std::string& metric);

} // namespace exitscope::app
