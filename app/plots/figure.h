#pragma once

#include "app/plots/figure_recipe.h"
#include "app/plots/figure_request.h"
#include "app/plots/plotted_run.h"
#include "app/plots/tradeoff_plot.h"
#include "core/store/run_store.h"
#include "widgets/plot/figure_spec.h"
#include "widgets/plot/plot_model.h"

#include <functional>
#include <optional>
#include <span>
#include <string>

namespace exitscope::app {

/// A plot with what it remembers of its making.
struct Figure
{
    widgets::PlotModel model;
    std::string recipe;            ///< a JSON object (figure_recipe.h); sizes and looks are added when it is written
    widgets::FigureSpec spec = {}; ///< where the request names no preset: of a figure drawn again, what it had. Its language is
                                   ///< that of the model's words
    bool isDrawnAgain = false;
    int rows = 0; ///< lines of text beside the plot; without an asked height they make it as high as they need
};

/// Draws one figure in a language ("en", "zh_CN", "vi"), as often as it is asked to. Throws as figureOf().
using FigureMaker = std::function<Figure(const std::string& language)>;

/// A figure that can be had in every language.
struct FigureSource
{
    std::string name; ///< of its files, without extension
    FigureMaker make;
    std::optional<FigureRequest> request; ///< draws the same from the store or trace; none: it is drawn from its record
};

/// The language of a figure's words: as asked for, else English.
std::string languageOf(const FigureLook& look);

/// Whether two plots are drawn the same: numbers, words and looks.
bool isSamePlot(const widgets::PlotModel& a, const widgets::PlotModel& b);

/// The runs that a request draws, by their ids.
std::vector<PlottedRun> runsOf(const store::RunStore& store, const FigureRequest& request);

/// Draws stored runs. Throws InputError for a plot, axis or point that is not there.
Figure figureOfRuns(const FigureRequest& request, std::span<const PlottedRun> runs);
/// The trade-off of a request whose options (with their bands) are at hand already.
Figure figureOfRuns(const FigureRequest& request, std::span<const PlottedRun> runs, const TradeoffOptions& options);

/// A figure whose plot is drawn already, in the request's language: what figureOf() would make of the request. `runs`: that it
/// draws; of a trace its hash instead.
Figure figureOfModel(const FigureRequest& request, widgets::PlotModel model, std::span<const PlottedRun> runs,
    const std::string& traceSha256 = {});

/// The same where no command draws it: with a recipe of the view that it was seen in.
Figure figureOfModel(const FigureRequest& request, widgets::PlotModel model, std::span<const PlottedRun> runs,
    const RecipeParts& parts);

/// The same for a calibration of a store, in the picture of which `model` was drawn.
Figure figureOfCalibration(
    const FigureRequest& request, const store::CalibrationRecord& record, widgets::PlotModel model);

/// Draws a plot of a trace (trace_plots.h), which the recipe names by its hash.
Figure figureOfTrace(
    const FigureRequest& request, std::shared_ptr<const trace::Trace> trace, const std::string& sha256);

/// The look of a figure: what the request says, over the preset, over what a figure that is drawn again had. Throws InputError
/// for another language than the figure has: words are not translated once they are drawn.
widgets::FigureSpec specOf(const FigureLook& look, const Figure& figure);

/// Draws what the request names: runs or a calibration of a store, a trace, or again what an earlier figure remembers; in the
/// request's language.
Figure figureOf(const FigureRequest& request);

/// What an exported figure remembers, as a figure again. Throws InputError where the file remembers nothing, or what cannot
/// be read. Needs no QApplication.
Figure recordedFigure(const std::filesystem::path& file);

} // namespace exitscope::app
