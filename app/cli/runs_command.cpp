#include "app/cli/command.h"
#include "app/cli/exit_status.h"
#include "app/cli/point_output.h"
#include "app/cli/run_output.h"
#include "app/cli/runs_compare.h"
#include "app/cli/runs_table.h"
#include "app/cli/text_table.h"
#include "core/error.h"
#include "core/store/run_filter.h"
#include "core/store/run_store.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace exitscope::cli {

namespace {

using store::OpenMode;
using store::RunId;
using store::RunStore;

struct RunsOptions
{
    std::filesystem::path store;
    std::int64_t run = 0;
    std::string name;
    std::filesystem::path from;
    bool onlyBin = false;
    std::string filter;
};

int list(const RunsOptions& options, Console& console)
{
    const RunStore store(options.store, OpenMode::MustExist);
    auto runs = store.listRuns(options.onlyBin ? store::Bin::Only : store::Bin::Without);
    const auto filter = store::RunFilter::parse(options.filter);
    const auto best = filter.needsMetrics() ? store::bestMetrics(options.store) : store::BestMetrics {};
    std::erase_if(runs, [&](const auto& run) { return !filter.matches(run, best); });
    if (console.isJson()) {
        auto array = nlohmann::ordered_json::array();
        for (const auto& run : runs)
            array.push_back(summaryJson(run));
        console.printJson({ { "runs", array } });
    } else if (runs.empty()) {
        console.note(!filter.isEmpty() ? "no run is like that"
                : options.onlyBin    ? "the bin is empty"
                                     : "there are no runs yet; exitscope sweep --store makes one");
    } else {
        console.print(summaryTable(runs));
    }
    return Done;
}

int show(const RunsOptions& options, Console& console)
{
    const RunStore store(options.store, OpenMode::MustExist);
    const auto run = store.run(RunId { options.run });
    const auto points = pointsOf(store, RunId { options.run });
    if (console.isJson()) {
        console.printJson({ { "run", runJson(run) }, { "points", pointsJson(points) } });
    } else {
        console.print(runText(run));
        console.print("\n" + pointsTable(points));
    }
    return Done;
}

/// What became of one run: a line for people, the id and `key` for programs.
int said(Console& console, std::int64_t run, const char* key, const std::string& text)
{
    if (console.isJson())
        console.printJson({ { "id", run }, { key, true } });
    else
        console.print(text + "\n");
    return Done;
}

int remove(const RunsOptions& options, Console& console)
{
    RunStore store(options.store, OpenMode::MustExist);
    store.deleteRun(RunId { options.run });
    return said(console, options.run, "deleted",
        "Run " + std::to_string(options.run) + " is in the bin; exitscope runs restore takes it out again.");
}

int restore(const RunsOptions& options, Console& console)
{
    RunStore store(options.store, OpenMode::MustExist);
    store.restoreRun(RunId { options.run });
    return said(
        console, options.run, "restored", "Run " + std::to_string(options.run) + " is out of the bin.");
}

int rename(const RunsOptions& options, Console& console)
{
    RunStore store(options.store, OpenMode::MustExist);
    store.renameRun(RunId { options.run }, options.name);
    return said(console, options.run, "renamed",
        "Run " + std::to_string(options.run) + " is called \"" + options.name + "\".");
}

int import(const RunsOptions& options, Console& console)
{
    if (!std::filesystem::exists(options.from))
        throw InputError(options.from, "does not exist", "give another run store");
    RunStore store(options.store);
    const auto result = store.importFrom(options.from);
    if (console.isJson())
        console.printJson({ { "runs_added", result.runsAdded }, { "runs_extended", result.runsExtended },
            { "runs_known", result.runsKnown }, { "points_added", result.pointsAdded },
            { "trainings_added", result.trainingsAdded }, { "trainings_extended", result.trainingsExtended } });
    else
        console.print(std::to_string(result.runsAdded) + " runs added, " + std::to_string(result.runsExtended)
            + " extended, " + std::to_string(result.runsKnown) + " known already; "
            + std::to_string(result.pointsAdded) + " points added; " + std::to_string(result.trainingsAdded)
            + " trainings added, " + std::to_string(result.trainingsExtended) + " extended\n");
    return Done;
}

using Options = std::shared_ptr<RunsOptions>;

/// `runs ACT`: options of `runs` itself may stand before or after the act.
CLI::App* addAct(CommandLine& line, CLI::App* runs, const Options& options, const std::string& name,
    const std::string& description, int (*act)(const RunsOptions&, Console&))
{
    CLI::App* command = runs->add_subcommand(name, description);
    command->fallthrough();
    command->callback([&line, options, act] {
        line.action = [options, act](Console& console) { return act(*options, console); };
    });
    return command;
}

void addRunOption(CLI::App* command, const Options& options)
{
    command->add_option("--run", options->run, "The run's number, as in runs list")
        ->type_name("N")
        ->required();
}

} // namespace

void addRuns(CommandLine& line)
{
    auto* runs = addCommand(line, "runs", "List, show, compare, tabulate, rename, delete, restore and import stored runs");
    const auto options = std::make_shared<RunsOptions>();
    runs->add_option("--store", options->store, "The run store")->type_name("RUNS.db")->required();
    runs->require_subcommand(0, 1);
    const auto comparing = std::make_shared<RunsComparison>();
    addRunsComparison(runs, *comparing);
    // An act that follows is called afterwards and replaces this one.
    runs->callback([&line, runs, options, comparing] {
        if (!runs->get_subcommands().empty()) {
            if (!comparing->runs.empty())
                throw CLI::ValidationError("--compare", "stands alone, without list, show or another act");
            return;
        }
        if (comparing->runs.empty())
            throw CLI::RequiredError("list, show, table, rename, delete, restore, import or --compare");
        comparing->store = options->store;
        line.action = [comparing](Console& console) { return compareRuns(*comparing, console); };
    });
    auto* listing = addAct(line, runs, options, "list", "All runs, newest first", list);
    listing->add_flag("--bin", options->onlyBin, "Those in the bin");
    listing->add_option("--filter", options->filter,
               "Only these: words, field:text (name, policy, tag, model, dataset, task, state, kind, notes), comparisons "
               "of points, created and the best value of a metric; - before a term turns it round")
        ->type_name("'policy:entropy accuracy>0.9'");
    addRunOption(
        addAct(line, runs, options, "show", "One run: all that is needed to repeat it, and its points", show),
        options);
    const auto table = std::make_shared<RunsTable>();
    addRunsTable(runs->add_subcommand("table", "Operating points by rows: metrics and speed-ups, of runs of one name as mean and spread")
                     ->fallthrough()
                     ->final_callback([&line, options, table] {
                         table->store = options->store;
                         line.action = [table](Console& console) { return tableRuns(*table, console); };
                     }),
        *table);
    addRunOption(addAct(line, runs, options, "delete", "Move a run to the store's bin", remove), options);
    addRunOption(addAct(line, runs, options, "restore", "Take a run out of the bin", restore), options);
    auto* renaming = addAct(line, runs, options, "rename", "Give a run another name", rename);
    addRunOption(renaming, options);
    renaming->add_option("--name", options->name, "The new name")->required();
    addAct(line, runs, options, "import", "Take over the runs of another store", import)
        ->add_option("--from", options->from, "The other store, which stays as it is")
        ->type_name("OTHER.db")
        ->required();
}

} // namespace exitscope::cli
