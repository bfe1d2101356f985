#include "app/cli/command.h"
#include "app/cli/exit_status.h"
#include "app/cli/input_options.h"
#include "core/engine/engine.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace exitscope::cli {

namespace {

nlohmann::ordered_json toJson(const engine::TraceRequest& request, const engine::TraceReport& report)
{
    nlohmann::ordered_json json;
    json["trace"] = request.output.string();
    json["units"] = report.units;
    json["exits"] = report.exits;
    json["classes"] = report.classes;
    json["task"] = report.task;
    json["seconds"] = report.seconds;
    json["tokens_per_second"] = report.tokensPerSecond;
    json["resumed_units"] = report.resumedUnits;
    json["truncated"] = report.truncated;
    json["notes"] = report.notes;
    return json;
}

int trace(const engine::TraceRequest& request, Console& console)
{
    requireFolderOf(request.output);
    const JobContext job = console.job();
    const auto report = engine::loadEngine()->trace(request, job);
    for (const auto& note : report.notes)
        console.note(note);
    if (report.end == JobEnd::Cancelled)
        return cancelled(console);
    if (console.isJson())
        console.printJson(toJson(request, report));
    else
        console.print(request.output.string() + ": " + std::to_string(report.units) + " units, "
            + std::to_string(report.exits) + " exits, " + std::to_string(report.classes) + " classes\n");
    return Done;
}

} // namespace

void addTrace(CommandLine& line)
{
    auto* command = addCommand(line, "trace", "One full-depth pass of a dataset through a multi-exit model");
    auto request = std::make_shared<engine::TraceRequest>();
    command->add_option("--model", request->model, "Checkpoint folder, a TorchScript file, or a model file of llama2.c")
        ->type_name("DIR")
        ->required();
    addInputOptions(*command, *request);
    command->add_option("--out", request->output, "The trace to write")->type_name("X.trace")->required();
    command->add_option("--target", request->targets,
               "Encoder-decoders: what they should say, line by line beside the lines of --data")
        ->type_name("FILE");
    command->add_option("--stride", request->stride,
               "Language models: begin a window every N tokens, so that windows of --max-length overlap")
        ->type_name("N")
        ->check(CLI::PositiveNumber);
    command->add_option("--top", request->topWords, "Language models: also keep the K likeliest words of every exit")
        ->type_name("K")
        ->check(CLI::Range(0, 1000));
    command->add_flag("--embeddings", request->withEmbeddings,
        "Also store each example's mean word embedding, for decisions before the first layer");
    command->callback(
        [&line, request] { line.action = [request](Console& console) { return trace(*request, console); }; });
}

} // namespace exitscope::cli
