#include "app/cli/command.h"
#include "app/cli/exit_status.h"
#include "app/cli/generations_output.h"
#include "app/cli/input_options.h"
#include "app/cli/inspect_output.h"
#include "core/data/dataset.h"
#include "core/engine/checkpoint/checkpoint.h"
#include "core/engine/checkpoint/decoder_checkpoint.h"
#include "core/engine/checkpoint/describe.h"
#include "core/error.h"
#include "core/figure/figure_file.h"
#include "core/generations/generations_reader.h"
#include "core/hashee/token_hash_file.h"
#include "core/io/safetensors.h"
#include "core/store/run_store.h"
#include "core/trace/trace.h"
#include "core/trace/trace_layout.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <array>
#include <fstream>
#include <memory>

namespace exitscope::cli {

namespace {

enum class Content { Checkpoint, Decoder, Trace, Dataset, Generations, Store, Figure, TokenHash, OtherSafetensors };

struct InspectOptions
{
    std::filesystem::path path;
    std::vector<std::string> textColumns;
    std::string labelColumn;
    std::string task;
    std::filesystem::path model; ///< that a hash table should fit
    std::optional<data::TagScheme> tagScheme;
    data::UnseenTags unseenTags = data::UnseenTags::Refuse;
};

/// A safetensors file opens with the length of its header and the brace of the JSON in it.
bool looksLikeSafetensors(const std::filesystem::path& path)
{
    std::array<char, 9> head {};
    std::ifstream file(path, std::ios::binary);
    file.read(head.data(), head.size());
    return file.gcount() == static_cast<std::streamsize>(head.size()) && head[7] == '\0' && head[8] == '{';
}

Content contentOf(const std::filesystem::path& path)
{
    const auto status = std::filesystem::status(path);
    if (!std::filesystem::exists(status))
        throw InputError(
            path, "does not exist", "give a checkpoint folder, a dataset, a trace, a run store or a figure");
    if (engine::isDecoderCheckpoint(path))
        return Content::Decoder;
    if (std::filesystem::is_directory(status))
        return Content::Checkpoint;
    if (store::RunStore::isStore(path))
        return Content::Store;
    if (path.extension() == ".trace")
        return Content::Trace;
    if (figure::looksLikeFigure(path))
        return Content::Figure;
    if (generations::isGenerationsFile(path))
        return Content::Generations;
    if (!looksLikeSafetensors(path))
        return Content::Dataset;
    const auto file = io::SafetensorsFile::open(path);
    if (hashee::isTokenHash(*file))
        return Content::TokenHash;
    if (trace::isTrace(*file))
        return Content::Trace;
    return file->find("input_ids") ? Content::Dataset : Content::OtherSafetensors;
}

void show(Console& console, const nlohmann::ordered_json& json)
{
    if (console.isJson())
        console.printJson(json);
    else
        console.print(inspectText(json));
}

int inspectDataset(const InspectOptions& options, Console& console)
{
    data::DatasetOptions reading;
    reading.textColumns = options.textColumns;
    reading.labelColumn = options.labelColumn;
    reading.task = options.task;
    reading.tagScheme = options.tagScheme;
    reading.unseenTags = options.unseenTags;
    const auto reader = data::DatasetReader::open(options.path, reading, console.job());
    if (!reader) {
        console.note("stopped");
        return Cancelled;
    }
    show(console, inspectJson(reader->info()));
    return Done;
}

void inspectFigure(const std::filesystem::path& path, Console& console)
{
    const auto read = figure::readFigureFile(path);
    if (!read)
        throw InputError(path, "is a figure that does not remember how it was made",
            "figures that Exitscope exports as PDF, SVG or PNG do");
    show(console, inspectJson(path, *read));
}

/// A table by itself, or held against the model that it should fit.
void inspectTokenHash(const InspectOptions& options, Console& console)
{
    hashee::HashFit fit;
    if (!options.model.empty()) {
        const auto model = engine::Checkpoint::open(options.model);
        const auto& config = model->config();
        const auto tokenizer = data::loadTokenizer(
            options.model, config.modelType.empty() ? engine::nameOf(config.family) : std::string_view(config.modelType));
        fit = { tokenizer->vocabularySize(), hashee::vocabularySha256(*tokenizer), static_cast<std::int32_t>(config.layers) };
    }
    auto json = inspectJson(hashee::loadTokenHash(options.path, fit), options.path);
    if (!options.model.empty())
        json["fits"] = options.model.string();
    show(console, json);
}

int inspect(const InspectOptions& options, Console& console)
{
    if (!options.model.empty() && contentOf(options.path) != Content::TokenHash)
        throw InputError(options.path, "is no table of token hashes, and --model says what such a table should fit",
            "leave --model out");
    switch (contentOf(options.path)) {
    case Content::Checkpoint:
        show(console, inspectJson(engine::describeCheckpoint(options.path), options.path));
        return Done;
    case Content::Decoder:
        show(console, inspectJson(engine::describeDecoder(options.path), options.path));
        return Done;
    case Content::Trace:
        show(console, inspectJson(*trace::Trace::open(options.path)));
        return Done;
    case Content::Dataset:
        return inspectDataset(options, console);
    case Content::Generations:
        show(console, inspectJson(generations::readSoFar(options.path).generations));
        return Done;
    case Content::Store:
        show(console, inspectJson(store::RunStore(options.path, store::OpenMode::MustExist)));
        return Done;
    case Content::Figure:
        inspectFigure(options.path, console);
        return Done;
    case Content::TokenHash:
        inspectTokenHash(options, console);
        return Done;
    case Content::OtherSafetensors:
        break;
    }
    throw InputError(options.path, "has neither \"logits\" (a trace) nor \"input_ids\" (a dataset), and is no hash table",
        "for the weights of a model give the folder they are in");
}

} // namespace

void addInspect(CommandLine& line)
{
    auto* command = addCommand(line, "inspect", "What is this checkpoint, dataset, trace, file of generations, run store, hash table or exported figure?");
    const auto options = std::make_shared<InspectOptions>();
    command->add_option("path", options->path, "A checkpoint's folder, or a file")
        ->type_name("FILE-OR-DIR")
        ->required();
    command
        ->add_option(
            "--text-columns", options->textColumns, "Datasets: text columns, by name or 1-based position")
        ->type_name("A[,B]")
        ->delimiter(',')
        ->allow_extra_args(false);
    command->add_option(
        "--label-column", options->labelColumn, "Datasets: label column; \"none\" reads no labels");
    command->add_option("--task", options->task, "Datasets: the task, where it cannot be guessed");
    command->add_option("--model", options->model, "Hash tables: the checkpoint folder whose vocabulary and depth it must fit")
        ->type_name("DIR");
    addTagOptions(*command, options->tagScheme, options->unseenTags);
    command->callback([&line, options] {
        line.action = [options](Console& console) { return inspect(*options, console); };
    });
}

} // namespace exitscope::cli
