#include "app/cli/command.h"
#include "app/cli/exit_status.h"
#include "app/cli/stored_training.h"
#include "app/cli/train_seeds.h"
#include "core/engine/engine.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace exitscope::cli {

namespace {

int train(const engine::TrainRequest& request, const StoredTrainingOptions& keeping, Console& console)
{
    const JobContext job = console.job();
    const auto kept = trainKept(request, keeping, job);
    if (kept.report.end == JobEnd::Cancelled) {
        console.note("stopped; run the same command with --resume to continue");
        return Cancelled;
    }
    if (console.isJson())
        console.printJson(toJson(kept));
    else
        console.print("The best checkpoint is in " + kept.report.checkpoint.string() + "\n");
    return Done;
}

} // namespace

void addTrain(CommandLine& line)
{
    auto* command = addCommand(line, "train", "Train a multi-exit classifier or a language model, from a checkpoint or from scratch");
    auto request = std::make_shared<engine::TrainRequest>();
    command->add_option("--config", request->config, "What to train on what, as JSON")
        ->type_name("FILE.json")
        ->required();
    command->add_flag("--resume", request->resume, "Go on where a stopped or killed training was");
    auto keeping = std::make_shared<StoredTrainingOptions>();
    addStoredTrainingOptions(command, *keeping);
    auto seeds = std::make_shared<std::vector<std::uint64_t>>();
    command->add_option("--seeds", *seeds, "Train once with each of these seeds, into OUTPUT/seed-N, and give mean and deviation")
        ->type_name("N[,M...]")
        ->delimiter(',');
    command->callback([&line, request, keeping, seeds] {
        line.action = [request, keeping, seeds](Console& console) {
            requireFolderOf(keeping->store);
            return seeds->empty() ? train(*request, *keeping, console) : trainSeeds(*request, *seeds, *keeping, console);
        };
    });
}

} // namespace exitscope::cli
