#include "app/cli/command.h"
#include "app/cli/exit_status.h"
#include "core/engine/engine.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace exitscope::cli {

namespace {

nlohmann::ordered_json toJson(const engine::TrainReport& report)
{
    nlohmann::ordered_json json;
    json["checkpoint"] = report.checkpoint.string();
    json["metric"] = report.metric;
    json["dev"] = report.devByExit;
    json["test"] = report.testByExit;
    json["steps"] = report.steps;
    json["seconds"] = report.seconds;
    return json;
}

int train(const engine::TrainRequest& request, Console& console)
{
    const JobContext job = console.job();
    const auto report = engine::loadEngine()->train(request, job);
    if (report.end == JobEnd::Cancelled) {
        console.note("stopped; run the same command with --resume to continue");
        return Cancelled;
    }
    if (console.isJson())
        console.printJson(toJson(report));
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
    command->callback(
        [&line, request] { line.action = [request](Console& console) { return train(*request, console); }; });
}

} // namespace exitscope::cli
