#include "app/cli/command.h"
#include "app/cli/exit_status.h"
#include "app/cli/text_table.h"
#include "core/engine/checkpoint/token_hash_builder.h"
#include "core/error.h"
#include "core/hashee/token_hash_file.h"
#include "core/nearest_name.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace exitscope::cli {

namespace {

struct HashOptions
{
    engine::TokenHashRequest request;
    std::string function = "frequency";
    std::filesystem::path output;
};

hashee::HashFunction functionNamed(const std::string& name)
{
    if (const auto function = hashee::hashFunctionNamed(name))
        return *function;
    std::vector<std::string_view> known;
    for (const auto function : hashee::allHashFunctions())
        known.push_back(hashee::nameOf(function));
    throw InputError("there is no hash function \"" + name + "\"", nameRemedy(name, known));
}

void print(const hashee::TokenHash& hash, const std::filesystem::path& path, Console& console)
{
    const auto summary = hashee::bucketShares(hash);
    if (console.isJson()) {
        nlohmann::ordered_json json { { "table", path.string() }, { "function", hashee::nameOf(hash.function) },
            { "layers", hash.scale.layers }, { "buckets", nlohmann::ordered_json::array() }, { "seed", hash.seed },
            { "corpus", hash.corpus }, { "vocabulary", hash.bucket.size() } };
        for (const auto& bucket : summary)
            json["buckets"].push_back({ { "bucket", bucket.bucket }, { "layers", bucket.layers },
                { "entries", bucket.entries }, { "occurrences", bucket.occurrences } });
        console.printJson(json);
        return;
    }
    console.print(path.string() + ": " + std::string(hashee::nameOf(hash.function)) + ", " + std::to_string(hash.scale.count)
        + " buckets over " + std::to_string(hash.scale.layers) + " layers\n");
    if (summary.empty())
        return;
    TextTable table({ { "bucket", Align::Right }, { "layers", Align::Right }, { "entries", Align::Right },
        { "occurrences", Align::Right } });
    for (const auto& bucket : summary)
        table.addRow({ std::to_string(bucket.bucket), std::to_string(bucket.layers), std::to_string(bucket.entries),
            hash.count.empty() ? "-" : std::to_string(bucket.occurrences) });
    console.print(table.text());
}

int runHash(const HashOptions& options, Console& console)
{
    auto request = options.request;
    request.function = functionNamed(options.function);
    const auto output = options.output.empty() ? request.model / hashee::tokenHashFile : options.output;
    requireFolderOf(output);
    const auto hash = engine::buildTokenHash(request, console.job());
    console.endJob();
    if (!hash) {
        console.note("stopped; nothing was kept");
        return Cancelled;
    }
    hashee::saveTokenHash(output, *hash);
    print(*hash, output, console);
    return Done;
}

} // namespace

void addHash(CommandLine& line)
{
    auto* command = addCommand(
        line, "hash", "Make the table of a hash of tokens (HashEE): through how many layers does each vocabulary entry go?");
    const auto options = std::make_shared<HashOptions>();
    auto& request = options->request;
    command->add_option("--model", request.model, "Checkpoint folder with its tokenizer")->type_name("DIR")->required();
    command
        ->add_option("--function", options->function,
            "frequency, mutual-information, clustered, random-consistent or random-inconsistent")
        ->capture_default_str();
    command->add_option("--buckets", request.buckets, "How many layers tokens may leave after, evenly spread")
        ->capture_default_str()
        ->check(CLI::PositiveNumber);
    command->add_option("--seed", request.seed, "Of random functions, and of the clusters' first centres")->capture_default_str();
    command
        ->add_option("--corpus", request.corpus.files,
            "Training files to count, for frequency and mutual-information; HashEE counts train and dev for the first")
        ->type_name("FILE");
    command->add_option("--text-columns", request.corpus.textColumns, "One or two text columns of the corpus")
        ->type_name("A[,B]")
        ->delimiter(',')
        ->allow_extra_args(false);
    command->add_option("--label-column", request.corpus.labelColumn, "Label column of the corpus");
    command->add_flag("--as-released", request.asReleased,
        "With the slips of HashEE's published code, to compare with its tables: leftovers above the last bucket, special tokens "
        "drawn like others, first occurrences missed");
    command->add_option("--out", options->output, "The table to write; by default kept with the model, where execute finds it")
        ->type_name("FILE.safetensors");
    command->callback(
        [&line, options] { line.action = [options](Console& console) { return runHash(*options, console); }; });
}

} // namespace exitscope::cli
