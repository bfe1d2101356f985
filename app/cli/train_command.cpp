#include "app/cli/command.h"
#include "app/cli/exit_status.h"
#include "app/cli/stored_training.h"
#include "core/engine/engine.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace exitscope::cli {

namespace {

nlohmann::ordered_json toJson(const engine::TrainReport& report, std::optional<store::TrainingId> training)
{
    nlohmann::ordered_json json;
    json["checkpoint"] = report.checkpoint.string();
    json["metric"] = report.metric;
    json["dev"] = report.devByExit;
    json["test"] = report.testByExit;
    json["steps"] = report.steps;
    json["seconds"] = report.seconds;
    if (training)
        json["training"] = static_cast<std::int64_t>(*training);
    return json;
}

int train(engine::TrainRequest request, const StoredTrainingOptions& keeping, Console& console)
{
    requireFolderOf(keeping.store);
    const JobContext job = console.job();
    const auto [report, training] = runKept(
        keeping, "train", request.config, request.seed, request.resume, [&](training::Observer observe) {
            request.observe = std::move(observe);
            return engine::loadEngine()->train(request, job);
        });
    if (report.end == JobEnd::Cancelled) {
        console.note("stopped; run the same command with --resume to continue");
        return Cancelled;
    }
    if (console.isJson())
        console.printJson(toJson(report, training));
    else
        console.print("The best checkpoint is in " + report.checkpoint.string() + "\n");
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
    command->callback([&line, request, keeping] {
        line.action = [request, keeping](Console& console) { return train(*request, *keeping, console); };
    });
}

} // namespace exitscope::cli
