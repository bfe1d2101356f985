#pragma once

#include "app/analysis/curve_bands.h"
#include "app/plots/plotted_run.h"
#include "widgets/plot/plot_model.h"

#include <optional>
#include <span>
#include <string>

namespace exitscope::app {

/// MeasuredTime: wall time of an executed policy over that of the full model in the same run; only such runs have it. Mflops: what
/// an input (of words: a word) costs on average, in millions of FLOPs; the one axis on which models of different sizes compare.
enum class CostAxis { LayerSpeedup, FlopsRatio, MeanExit, MeasuredTime, Mflops };

/// Frontier: of an exact sweep only the Pareto-optimal outcomes, as a step line (quality that is reachable at
/// this cost or cheaper). AllOutcomes: every point as it is, ordered by cost.
enum class CurveShown { Frontier, AllOutcomes };

/// Seeds: runs that differ in nothing but their model's seed are drawn as their mean and its spread.
enum class RunGrouping { None, Seeds };

/// What every curve is held against. The oracles leave at the first exit that is right, or that agrees with the full model.
struct ShownReferences
{
    bool fullModel = true, fixedLayers = true, oracleCorrect = true, oracleAgree = false;

    friend bool operator==(const ShownReferences&, const ShownReferences&) = default;
};

struct TradeoffOptions
{
    CostAxis x = CostAxis::LayerSpeedup;
    widgets::Scale xScale = widgets::Scale::Linear;
    std::string metric; ///< empty: the task's first
    CurveShown shown = CurveShown::Frontier;
    ShownReferences references = {};
    RunGrouping grouping = RunGrouping::None;
    std::shared_ptr<const Bands> bands = {}; ///< null: none are drawn
};

/// Quality against cost. One series per run and rule ("17/entropy" is its id; keys are indexes into the run's
/// points), each fixed layer and the full model and oracle as black references, taken from the first run that
/// has a trace (of a group of seeds their mean). Window, preview and command line all draw this model. Throws InputError when no run has the
/// metric.
widgets::PlotModel tradeoffPlot(std::span<const PlottedRun> runs, const TradeoffOptions& options = {});

/// What tradeoffPlot() draws with these options and has no band for in `known`: of an exact frontier the frontier's own,
/// found anew in every draw; of any other curve, and of measured times, those of its points.
WantedBands wantedBands(std::span<const PlottedRun> runs, const TradeoffOptions& options, const Bands& known);

/// The cost in which fronts are resampled; none for times, which are measured and not drawn.
std::optional<evidence::CostAxis> frontAxis(CostAxis axis);

/// Of a point on an axis; NaN where the point does not have it.
double costOf(const sweep::Point& point, CostAxis axis);

/// What a share of the full model's cost is on an axis that fronts can be counted in; `point` is any of that model.
double costOfShare(double share, const sweep::Point& point, CostAxis axis);

/// What an axis is called, for menus and titles; translated.
QString titleOf(CostAxis axis);
QString metricTitle(const std::string& metric);

} // namespace exitscope::app
