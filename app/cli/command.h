#pragma once

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
    OutputOptions output;
    Action action;
};

/// A subcommand with the options that all have: --json and --quiet.
CLI::App* addCommand(CommandLine& line, const std::string& name, const std::string& description);

/// One file each; every one declares its subcommand.
void addTrace(CommandLine& line);
void addTrain(CommandLine& line);

/// Says how to go on after a stop, and gives the exit status for it.
int cancelled(Console& console);

} // namespace exitscope::cli
