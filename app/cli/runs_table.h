#pragma once

#include "app/cli/console.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace exitscope::cli {

/// `runs table`
struct RunsTable
{
    std::filesystem::path store;
    std::vector<std::int64_t> runs; ///< empty: all of the store, oldest first
    std::vector<double> budgets; ///< MFLOPs of an input; models side by side at these, instead of a row for each point
    std::string metric; ///< of budgets; empty: the first
    std::string format = "text";
};

void addRunsTable(CLI::App* command, RunsTable& table);

/// Operating points by rows; runs of the same name are seeds, and share theirs. Gives the exit status.
int tableRuns(const RunsTable& asked, Console& console);

} // namespace exitscope::cli
