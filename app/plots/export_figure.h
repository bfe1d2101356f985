#pragma once

#include "app/plots/figure_request.h"

#include <filesystem>
#include <vector>

namespace exitscope::app {

/// Draws stored runs, a trace or an earlier figure into a file, or all plots of runs into a folder, the same bytes for the same request. Starts Qt for itself, without a
/// display; so once a process, and not beside a window. Gives the files written: the figure, and for TeX the
/// CSV that it reads. Throws InputError for a request that cannot be drawn, IoError when a file cannot be
/// written; nothing is then left.
std::vector<std::filesystem::path> exportFigure(const FigureRequest& request);

} // namespace exitscope::app
