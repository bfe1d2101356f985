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

/// `runs --compare A B ...`
struct RunsComparison
{
    std::filesystem::path store;
    std::vector<std::int64_t> runs; ///< two to six; the first is the baseline
    std::vector<double> speedups, qualities;
    std::string metric, cost, format = "text";
    bool allSettings = false;
    int draws = 1000;
    std::uint64_t seed = 1;
};

void addRunsComparison(CLI::App* command, RunsComparison& comparison);

/// What differs in the runs' settings, then their figures at equal budgets. Runs whose trace is not there have settings
/// only, and a note says why. Gives the exit status.
int compareRuns(const RunsComparison& asked, Console& console);

} // namespace exitscope::cli
