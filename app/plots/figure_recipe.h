#pragma once

#include "app/plots/plotted_run.h"
#include "widgets/plot/figure_spec.h"
#include "widgets/plot/plot_model.h"

#include <QByteArray>

#include <span>
#include <string>
#include <vector>

namespace exitscope::app {

/// What a figure remembers beside its runs.
struct RecipeParts
{
    std::string plot;               ///< "tradeoff"
    std::string settings = "{}";    ///< JSON object: every choice of the command line, or of the view
    std::string view = {};          ///< the view whose state the settings are; empty: they are the command line's
    std::string point = {};         ///< the operating point, "entropy:threshold=0.3"; empty: none
    std::string traceSha256 = {};   ///< the trace that is shown, where no run says it
};

/// JSON: plot, settings and the runs by their uuid, with all that names their models, data and rules. No paths and no
/// dates of export: the same figure gives the same bytes everywhere.
std::string figureRecipe(const RecipeParts& parts, std::span<const PlottedRun> runs);

/// The recipe with the sizes and the plot (without its numbers), as a file carries it.
QByteArray finishedRecipe(
    const std::string& recipe, const widgets::FigureSpec& spec, const widgets::PlotModel& model);

/// What a recipe says, for opening it again.
struct RememberedView
{
    struct Run
    {
        std::string uuid;
        std::string name;
        std::vector<std::string> traces; ///< SHA-256
    };
    RecipeParts parts;
    std::vector<Run> runs;
};

/// Throws InputError for what is no recipe.
RememberedView rememberedView(const std::string& recipe);

/// A policy with its parameters, written in the one way that recipes have it; empty stays empty. Throws InputError for
/// what is no policy.
std::string canonicalPoint(const std::string& spec);

} // namespace exitscope::app
