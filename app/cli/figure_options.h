#pragma once

#include "app/plots/figure_request.h"

#include <string>

namespace CLI {
class App;
}

namespace exitscope::cli {

/// A figure as the command line has it, lengths and ranges not read yet.
struct FigureOptions
{
    app::FigureRequest request;
    std::string width, height, xRange, yRange;
};

void addLook(CLI::App& command, FigureOptions& options); ///< sizes, fonts, colours, language
void addRanges(CLI::App& command, FigureOptions& options);

/// With lengths, ranges and the format (of the file's extension where it is not given). Throws InputError for what cannot be read, and
/// where the figure's folder does not exist.
app::FigureRequest completed(const FigureOptions& options);

} // namespace exitscope::cli
