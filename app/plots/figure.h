#pragma once

#include "app/plots/figure_request.h"
#include "app/plots/plotted_run.h"
#include "app/plots/tradeoff_plot.h"
#include "core/store/run_store.h"
#include "widgets/plot/figure_spec.h"
#include "widgets/plot/plot_model.h"

#include <span>
#include <string>

namespace exitscope::app {

/// A plot with what it remembers of its making.
struct Figure
{
    widgets::PlotModel model;
    std::string recipe;            ///< a JSON object (figure_recipe.h); sizes and looks are added when it is written
    widgets::FigureSpec spec = {}; ///< where the request names no preset: of a figure drawn again, what it had
    bool isDrawnAgain = false;
    int rows = 0; ///< lines of text beside the plot; without an asked height they make it as high as they need
};

/// The runs that a request draws, by their ids.
std::vector<PlottedRun> runsOf(const store::RunStore& store, const FigureRequest& request);

/// Draws stored runs. Throws InputError for a plot, axis or point that is not there.
Figure figureOfRuns(const FigureRequest& request, std::span<const PlottedRun> runs);
/// The trade-off of a request whose options (with their bands) are at hand already.
Figure figureOfRuns(const FigureRequest& request, std::span<const PlottedRun> runs, const TradeoffOptions& options);

/// Draws sentences of a trace, which the recipe names by its hash (it may be empty).
Figure figureOfTrace(
    const FigureRequest& request, std::shared_ptr<const trace::Trace> trace, const std::string& sha256);

/// The look of a figure: what the request says, over the preset, over what a figure that is drawn again had.
widgets::FigureSpec specOf(const FigureLook& look, const Figure& figure);

/// Draws what the request names: runs of a store, a trace, or again what an earlier figure remembers.
Figure figureOf(const FigureRequest& request);

/// What an exported figure remembers, as a figure again. Throws InputError where the file remembers nothing, or what cannot
/// be read. Needs no QApplication.
Figure recordedFigure(const std::filesystem::path& file);

} // namespace exitscope::app
