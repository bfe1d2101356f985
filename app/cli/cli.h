#pragma once

#include "app/plots/figure_request.h"
#include "core/engine/generation.h"

#include <filesystem>
#include <functional>
#include <vector>

namespace exitscope::cli {

/// What only a build with Qt can do; empty functions in a build without.
struct Gui
{
    /// Runs the window on a store (an empty path: the demo) and gives the exit status.
    std::function<int(int& argc, char** argv, const std::filesystem::path& store)> window;
    /// Draws stored runs; gives the files written.
    std::function<std::vector<std::filesystem::path>(const app::FigureRequest&)> exportFigure;
    /// Draws texts that were written; gives the files written.
    std::function<std::vector<std::filesystem::path>(
        const app::FigureRequest&, const engine::GenerateRequest&, const engine::GenerateReport&)>
        exportGeneration;
};

/// The program: without a subcommand the window, with one a tool for scripts. Gives the exit status
/// (exit_status.h); every exception ends here as one line on standard error.
int run(int argc, char** argv, const Gui& gui);

} // namespace exitscope::cli
