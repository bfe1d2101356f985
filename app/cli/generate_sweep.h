#pragma once

#include "app/cli/console.h"
#include "core/generations/generation_sweep.h"

namespace exitscope::cli {

/// Where the points go beside their file.
struct RunsOutput
{
    std::filesystem::path store; ///< none where it is empty
    std::string name;
};

/// exitscope generate --out: sweeps, goes on with a file that is there, and prints the points of the whole file. Gives the exit
/// status.
int sweepGenerations(const generations::SweepRequest& request, const RunsOutput& output, Console& console);

} // namespace exitscope::cli
