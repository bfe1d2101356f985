#include "app/cli/input_options.h"

#include "core/error.h"

#include <CLI/CLI.hpp>

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

} // namespace

void addTagOptions(
    CLI::App& command, std::optional<data::TagScheme>& scheme, data::UnseenTags& unseenTags)
{
    command
        .add_option_function<std::string>(
            "--tag-scheme",
            [&scheme](const std::string& name) {
                scheme = data::tagSchemeNamed(name);
                if (!scheme || scheme == data::TagScheme::Plain)
                    throw InputError("--tag-scheme " + name + " is not known", "use iob1, iob2 or iobes");
            },
            "CoNLL: rewrite the tags in this scheme; they stay as they are by default")
        ->type_name("iob1|iob2|iobes");
    command
        .add_option_function<std::string>(
            "--unseen-tags",
            [&unseenTags](const std::string& name) {
                if (name != "refuse" && name != "leave-out")
                    throw InputError("--unseen-tags " + name + " is not known", "use refuse or leave-out");
                unseenTags = name == "refuse" ? data::UnseenTags::Refuse : data::UnseenTags::LeaveOut;
            },
            "CoNLL: what becomes of tags that the model does not know: refuse (the default), or read their words as unlabelled")
        ->type_name("refuse|leave-out");
}

void addInputOptions(CLI::App& command, engine::TraceRequest& request)
{
    command.add_option("--data", request.data, "Dataset: .tsv, .csv, .jsonl, .json, .txt, .conll, .conllu or .safetensors")
        ->type_name("FILE")
        ->required();
    command.add_option("--task", request.task, "Task (sst-2, mrpc, sts-b, ...); guessed when not given");
    command
        .add_option(
            "--text-columns", request.textColumns, "One or two text columns, by name or 1-based position")
        ->type_name("A[,B]")
        ->delimiter(',')
        ->allow_extra_args(false);
    command.add_option("--label-column", request.labelColumn, "Label column; \"none\" reads no labels");
    addTagOptions(command, request.tagScheme, request.unseenTags);
    command
        .add_option(
            "--max-length", request.maxLength, "Longest input in tokens; the model's own limit by default")
        ->type_name("TOKENS")
        ->check(CLI::PositiveNumber);
    command.add_option("--threads", request.threads, "Streams of one thread each; one per core by default")
        ->type_name("N")
        ->check(CLI::PositiveNumber);
    command
        .add_option_function<std::string>(
            "--dtype", [&request](const std::string& name) { request.precision = precisionNamed(name); },
            "Arithmetic: f32 (the default) or bf16")
        ->type_name("f32|bf16");
}

} // namespace exitscope::cli
