#pragma once

#include "app/plots/figure.h"
#include "app/plots/generation_plot.h"
#include "core/engine/generation.h"

#include <filesystem>
#include <vector>

namespace exitscope::app {

/// The figures of generated texts, as --plot of `exitscope generate` names them, and as figures remember them.
inline constexpr const char* generationTextPlot = "generation"; ///< "text"
inline constexpr const char* generationPositionsPlot = "generation-positions";
inline constexpr const char* generationLayersPlot = "generation-layers";

/// The arguments of `exitscope` that write the same texts, beginning with "generate"; nothing for what is the default.
std::vector<std::string> generateArguments(const engine::GenerateRequest& asked);

/// Texts that were written, and what they were asked for with.
struct WrittenFigure
{
    engine::GenerateRequest asked;
    std::string model; ///< its name
    std::vector<std::int32_t> exitLayer; ///< of the model, 1-based
    bool promptsStandApart = false; ///< an encoder read them
    std::vector<engine::GeneratedText> texts;
};

/// Draws them, in the request's language: what `exitscope generate --figure` has. `request.plot` as above.
Figure figureOfGeneration(const FigureRequest& request, const WrittenFigure& written);
/// The plot alone, in the words of the moment.
widgets::PlotModel generationPlot(const std::string& plot, const WrittenFigure& written);

/// What was written into a file; starts Qt for itself, as exportFigure() does.
std::vector<std::filesystem::path> exportGeneration(
    const FigureRequest& request, const engine::GenerateRequest& asked, const engine::GenerateReport& report);

} // namespace exitscope::app
