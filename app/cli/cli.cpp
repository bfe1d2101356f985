#include "app/cli/cli.h"

#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/exit_status.h"
#include "core/error.h"

#include <CLI/CLI.hpp>

#include <string>

namespace exitscope::cli {

namespace {

/// CLI11 breaks some of its messages over lines; an error of ours is one line.
std::string oneLine(std::string text)
{
    while (!text.empty() && (text.back() == '\n' || text.back() == ' '))
        text.pop_back();
    for (char& c : text)
        if (c == '\n' || c == '\r')
            c = ' ';
    return text;
}

std::string helpHint(const CLI::App& root)
{
    std::string command = "exitscope";
    for (const CLI::App* at = &root; !at->get_subcommands().empty();) {
        at = at->get_subcommands().front();
        command += " " + at->get_name();
    }
    return command + " --help";
}

int openWindow(const Gui& gui, int& argc, char** argv, const std::filesystem::path& store)
{
    if (!store.empty() && !store.has_extension() && !std::filesystem::exists(store))
        throw InputError("there is no subcommand or store called \"" + store.string() + "\"",
            "exitscope --help lists the subcommands");
    if (!gui.window)
        throw std::runtime_error(
            "this build has no window; give a subcommand (exitscope --help), or build with "
            "-DEXITSCOPE_GUI=ON");
    return gui.window(argc, argv, store);
}

int parseAndRun(int& argc, char** argv, CommandLine& line)
{
    line.root.require_subcommand(0, 1);
    line.root.set_version_flag("--version", "Exitscope " EXITSCOPE_VERSION);
    std::string store;
    line.root.add_option("store", store, "What to open in the window: a run store, or a trace, model or dataset; without it, what was open last or the demo")
        ->type_name("PROJECT.db");
    addTrace(line);
    addSweep(line);
    addCalibrate(line);
    addDifficulty(line);
    addExamples(line);
    addExecute(line);
    addGenerate(line);
    addHash(line);
    addInspect(line);
    addOptimise(line);
    addRuns(line);
    addCompare(line);
    addTable(line);
    addExport(line);
    addTrain(line);
    addTrainings(line);
    addCompress(line);
    try {
        line.root.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0)
            return line.root.exit(error); // --help, --version
        throw InputError(oneLine(error.what()), helpHint(line.root) + " shows what is");
    }
    if (!line.action)
        return openWindow(line.gui, argc, argv, store);
    Console console(line.output);
    const int status = line.action(console);
    console.finish();
    return status;
}

} // namespace

int run(int argc, char** argv, const Gui& gui)
{
    CLI::App root(
        "Exitscope: how deep must each input travel through the network before the answer is good enough?",
        "exitscope");
    CommandLine line { root, gui, {}, {} };
    try {
        return parseAndRun(argc, argv, line);
    } catch (const InputError& error) {
        Console::error(oneLine(error.what()));
        return BadInput;
    } catch (const std::bad_alloc&) {
        Console::error("not enough memory");
        return Failed;
    } catch (const std::exception& error) {
        Console::error(oneLine(error.what()));
        return Failed;
    }
}

} // namespace exitscope::cli
