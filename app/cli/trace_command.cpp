#include "app/cli/command.h"
#include "app/cli/exit_status.h"
#include "core/engine/engine.h"
#include "core/error.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace exitscope::cli {

namespace {

engine::Precision precisionNamed(const std::string& name)
{
    if (name == "f32")
        return engine::Precision::F32;
    if (name == "bf16")
        return engine::Precision::BF16;
    throw InputError("--dtype " + name + " is not known", "use f32 or bf16");
}

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
    command->add_option("--model", request->model, "Checkpoint folder, or a TorchScript file")
        ->type_name("DIR")
        ->required();
    command->add_option("--data", request->data, "Dataset: .tsv, .csv, .jsonl, .json, .txt or .safetensors")
        ->type_name("FILE")
        ->required();
    command->add_option("--out", request->output, "The trace to write")->type_name("X.trace")->required();
    command->add_option("--task", request->task, "Task (sst-2, mrpc, sts-b, ...); guessed when not given");
    command
        ->add_option(
            "--text-columns", request->textColumns, "One or two text columns, by name or 1-based position")
        ->type_name("A[,B]")
        ->delimiter(',')
        ->allow_extra_args(false);
    command->add_option("--label-column", request->labelColumn, "Label column; \"none\" reads no labels");
    command
        ->add_option(
            "--max-length", request->maxLength, "Longest input in tokens; the model's own limit by default")
        ->type_name("TOKENS")
        ->check(CLI::PositiveNumber);
    command->add_option("--threads", request->threads, "Streams of one thread each; one per core by default")
        ->type_name("N")
        ->check(CLI::PositiveNumber);
    command
        ->add_option_function<std::string>(
            "--dtype", [request](const std::string& name) { request->precision = precisionNamed(name); },
            "Arithmetic: f32 (the default) or bf16")
        ->type_name("f32|bf16");
    command->add_flag("--embeddings", request->withEmbeddings,
        "Also store each example's mean word embedding, for decisions before the first layer");
    command->callback(
        [&line, request] { line.action = [request](Console& console) { return trace(*request, console); }; });
}

} // namespace exitscope::cli
