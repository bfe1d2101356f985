#pragma once

#include "app/cli/cli.h"
#include "app/cli/console.h"

#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace exitscope::cli {

/// What a subcommand does once the command line is known to be good; gives the exit status.
using Action = std::function<int(Console&)>;

/// The command line while it is declared and parsed. The subcommand that was given sets `action`.
struct CommandLine
{
    CLI::App& root;
    const Gui& gui;
    OutputOptions output;
    Action action;
};

/// A subcommand with the options that all have: --json and --quiet.
CLI::App* addCommand(CommandLine& line, const std::string& name, const std::string& description);

/// One file each; every one declares its subcommand.
void addCalibrate(CommandLine& line);
void addCompare(CommandLine& line);
void addCompress(CommandLine& line);
void addDifficulty(CommandLine& line);
void addExamples(CommandLine& line);
void addExecute(CommandLine& line);
void addExport(CommandLine& line);
void addGenerate(CommandLine& line);
void addHash(CommandLine& line);
void addInspect(CommandLine& line);
void addOptimise(CommandLine& line);
void addRuns(CommandLine& line);
void addSweep(CommandLine& line);
void addTable(CommandLine& line);
void addTrace(CommandLine& line);
void addTrain(CommandLine& line);
void addTrainings(CommandLine& line);

/// Found out before minutes of work, not after: throws InputError when the folder of a file to be written
/// does not exist, or a folder stands in its place. An empty path is fine.
void requireFolderOf(const std::filesystem::path& output);

/// Says how to go on after a stop, and gives the exit status for it.
int cancelled(Console& console);

} // namespace exitscope::cli
