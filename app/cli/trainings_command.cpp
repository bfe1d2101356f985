#include "app/cli/command.h"
#include "app/cli/exit_status.h"
#include "app/cli/training_output.h"
#include "core/io/atomic_file.h"
#include "core/store/run_store.h"
#include "core/training/learning_curve_csv.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace exitscope::cli {

namespace {

using store::OpenMode;
using store::RunStore;
using store::TrainingId;

struct TrainingsOptions
{
    std::filesystem::path store;
    std::int64_t training = 0;
    std::filesystem::path curve;
    std::string name;
};

int list(const TrainingsOptions& options, Console& console)
{
    const RunStore store(options.store, OpenMode::MustExist);
    const auto trainings = store.listTrainings();
    if (console.isJson()) {
        auto array = nlohmann::ordered_json::array();
        for (const auto& training : trainings)
            array.push_back(trainingJson(training));
        console.printJson({ { "trainings", array } });
    } else if (trainings.empty()) {
        console.note("there are no trainings yet; exitscope train --store makes one");
    } else {
        console.print(trainingsTable(trainings));
    }
    return Done;
}

std::vector<training::LearningEvent> eventsOf(const store::StoredTraining& training, const std::filesystem::path& store)
{
    std::vector<training::LearningEvent> events;
    for (const auto& line : training.curve)
        events.push_back(training::eventFromJson(line, store, std::ssize(events) + 1));
    return events;
}

int show(const TrainingsOptions& options, Console& console)
{
    requireFolderOf(options.curve);
    const RunStore store(options.store, OpenMode::MustExist);
    const auto training = store.training(TrainingId { options.training });
    if (!options.curve.empty())
        io::writeFileAtomically(options.curve, training::learningCurveCsv(eventsOf(training, options.store)));
    if (console.isJson())
        console.printJson(trainingJson(training));
    else
        console.print(trainingText(training));
    return Done;
}

/// What became of one training: a line for people, the id and `key` for programs.
int said(Console& console, const TrainingsOptions& options, const char* key, const std::string& text)
{
    if (console.isJson())
        console.printJson({ { "id", options.training }, { key, true } });
    else
        console.print("Training " + std::to_string(options.training) + text + "\n");
    return Done;
}

int remove(const TrainingsOptions& options, Console& console)
{
    RunStore store(options.store, OpenMode::MustExist);
    store.deleteTraining(TrainingId { options.training });
    return said(console, options, "deleted", " is deleted; its checkpoint is where it was.");
}

int rename(const TrainingsOptions& options, Console& console)
{
    RunStore store(options.store, OpenMode::MustExist);
    store.renameTraining(TrainingId { options.training }, options.name);
    return said(console, options, "renamed", " is called \"" + options.name + "\".");
}

using Options = std::shared_ptr<TrainingsOptions>;

CLI::App* addAct(CommandLine& line, CLI::App* trainings, const Options& options, const std::string& name,
    const std::string& description, int (*act)(const TrainingsOptions&, Console&))
{
    CLI::App* command = trainings->add_subcommand(name, description);
    command->fallthrough();
    command->callback([&line, options, act] {
        line.action = [options, act](Console& console) { return act(*options, console); };
    });
    return command;
}

CLI::App* withTraining(CLI::App* command, const Options& options)
{
    command->add_option("--training,training", options->training, "The training's number, as in trainings list")
        ->type_name("N")
        ->required();
    return command;
}

} // namespace

void addTrainings(CommandLine& line)
{
    auto* trainings = addCommand(line, "trainings", "List, show, rename and delete the trainings and compressions of a run store");
    const auto options = std::make_shared<TrainingsOptions>();
    trainings->add_option("--store", options->store, "The run store")->type_name("RUNS.db")->required();
    trainings->require_subcommand(1);
    addAct(line, trainings, options, "list", "All of them, newest first", list);
    withTraining(addAct(line, trainings, options, "show", "One of them: its result, and with --json its configuration and learning curve", show),
        options)
        ->add_option("--curve", options->curve, "Write its learning curve as CSV")
        ->type_name("FILE.csv");
    withTraining(addAct(line, trainings, options, "rename", "Give one another name", rename), options)
        ->add_option("--name", options->name, "The new name")
        ->required();
    withTraining(addAct(line, trainings, options, "delete", "Remove one for good; its checkpoint stays", remove), options);
}

} // namespace exitscope::cli
