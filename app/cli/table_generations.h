#pragma once

#include "app/cli/console.h"
#include "app/cli/table_formats.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace exitscope::cli {

/// What `exitscope table --generations` was given.
struct GenerationsTableOptions
{
    std::filesystem::path generations;
    std::filesystem::path test; ///< further ones, to hold guarantees against
    std::string show = "guarantee";
    std::string loss = "rouge-l";
    std::vector<double> textualDeltas, riskDeltas; ///< empty: CALM's
    double epsilon = 0.05;
    double share = 0.8;
    std::int64_t splits = 50;
    std::string bleuWords = "13a";
};

void addGenerationsTable(CLI::App& command, GenerationsTableOptions& options);

/// Gives the exit status.
int tableOfGenerations(const GenerationsTableOptions& options, std::uint64_t seed, TableFormat format, Console& console);

} // namespace exitscope::cli
