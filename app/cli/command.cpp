#include "app/cli/command.h"

#include "app/cli/exit_status.h"
#include "core/error.h"

#include <CLI/CLI.hpp>

namespace exitscope::cli {

CLI::App* addCommand(CommandLine& line, const std::string& name, const std::string& description)
{
    CLI::App* command = line.root.add_subcommand(name, description);
    command->add_flag("--json", line.output.json, "Print one JSON object on standard output");
    command->add_flag("--quiet", line.output.quiet, "No progress and no notes on standard error");
    return command;
}

void requireFolderOf(const std::filesystem::path& output)
{
    if (output.empty())
        return;
    const auto folder = output.has_parent_path() ? output.parent_path() : std::filesystem::path(".");
    if (!std::filesystem::is_directory(folder))
        throw InputError(output, "the folder " + folder.string() + " does not exist", "make it first");
    if (std::filesystem::is_directory(output))
        throw InputError(output, "is a folder", "give the name of a file");
}

int cancelled(Console& console)
{
    console.note("stopped; run the same command again to continue");
    return Cancelled;
}

} // namespace exitscope::cli
