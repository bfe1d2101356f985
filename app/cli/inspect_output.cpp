#include "app/cli/inspect_output.h"

#include "app/cli/text_table.h"
#include "core/data/dataset.h"
#include "core/data/llama2c_tokenizer.h"
#include "core/data/tokenizer.h"
#include "core/engine/checkpoint/describe.h"
#include "core/error.h"
#include "core/figure/figure_file.h"
#include "core/hashee/token_hash.h"
#include "core/io/safetensors.h"
#include "core/metric/word_facts.h"
#include "core/store/run_store.h"
#include "core/trace/trace.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace exitscope::cli {

namespace {

using Json = nlohmann::ordered_json;

Json labelCounts(const data::DatasetInfo& info)
{
    Json counts = Json::object();
    for (std::size_t label = 0; label < info.labelNames.size(); ++label)
        counts[info.labelNames[label]] = info.labelCounts[label];
    return counts;
}

/// The tokenizer beside the weights, or why there is none: a model for pre-tokenised data needs none.
Json tokenizerJson(const std::filesystem::path& directory, const engine::CheckpointDescription& checkpoint)
{
    if (checkpoint.tokenizerFiles.empty())
        return nullptr;
    try {
        const auto tokenizer = data::loadTokenizer(directory, checkpoint.config.modelType);
        return { { "kind", tokenizer->kind() }, { "vocab", tokenizer->vocabularySize() },
            { "files", checkpoint.tokenizerFiles } };
    } catch (const InputError& error) {
        return { { "files", checkpoint.tokenizerFiles }, { "problem", error.what() } };
    }
}

Json tokenizerJson(const engine::DecoderDescription& decoder)
{
    if (decoder.tokenizer.empty())
        return { { "problem", decoder.tokenizerProblem } };
    try {
        const std::unique_ptr<data::Tokenizer> tokenizer = decoder.isLlama2c
            ? data::Llama2cTokenizer::open(decoder.tokenizer)
            : data::loadTokenizer(decoder.tokenizer, decoder.family);
        return { { "kind", tokenizer->kind() }, { "vocab", tokenizer->vocabularySize() } };
    } catch (const InputError& error) {
        return { { "problem", error.what() } };
    }
}

/// "503,316,480": digits in threes, from five on.
std::string grouped(std::string digits)
{
    const std::size_t sign = digits.starts_with('-') ? 1 : 0;
    if (digits.size() < sign + 5)
        return digits;
    for (std::size_t at = digits.size(); at > sign + 3;)
        digits.insert(at -= 3, ",");
    return digits;
}

/// FLOPs are whole numbers, though they are kept as floating-point ones.
std::string numberText(double value)
{
    constexpr double largestExact = 9007199254740992.0; // 2^53
    if (std::trunc(value) == value && std::abs(value) <= largestExact)
        return grouped(std::to_string(static_cast<std::int64_t>(value)));
    return Json(value).dump();
}

/// "1.5", "yes", "a, b", "x: 1, y: 2": a value on one line.
std::string valueText(const Json& value)
{
    if (value.is_string())
        return value.get<std::string>();
    if (value.is_boolean())
        return value.get<bool>() ? "yes" : "no";
    if (value.is_null())
        return "none";
    if (value.is_number_integer())
        return grouped(value.dump());
    if (value.is_number_float())
        return numberText(value.get<double>());
    if (!value.is_structured())
        return value.dump();
    std::string text;
    for (const auto& [key, element] : value.items()) {
        text += text.empty() ? "" : ", ";
        if (value.is_object())
            text += key + ": ";
        text += element.is_structured() ? "[" + valueText(element) + "]" : valueText(element);
    }
    return text.empty() ? "none" : text;
}

/// "label_counts" as a person writes it.
std::string words(std::string key)
{
    if (key == "flops_128")
        return "FLOPs at 128 tokens";
    std::replace(key.begin(), key.end(), '_', ' ');
    return key;
}

} // namespace

Json inspectJson(const engine::CheckpointDescription& checkpoint, const std::filesystem::path& directory)
{
    const auto& config = checkpoint.config;
    Json json { { "kind", "checkpoint" }, { "path", directory.string() }, { "family", checkpoint.family },
        { "layers", config.layers }, { "hidden", config.hidden }, { "heads", config.heads },
        { "ff", config.feedForward }, { "vocab", config.vocabulary }, { "exits", config.exitLayer.size() },
        { "exit_layers", config.exitLayer }, { "head", checkpoint.head }, { "exit_module", nullptr },
        { "classes", config.classes }, { "label_names", config.labelNames }, { "positions", config.positions },
        { "parameters", checkpoint.parameters }, { "flops_128", checkpoint.flops128 },
        { "dtype", checkpoint.dtype }, { "weights", checkpoint.weightFiles } };
    if (config.exitModule != engine::ExitModule::None)
        json["exit_module"] = engine::nameOf(config.exitModule);
    if (config.headSize > 0)
        json["head_size"] = config.headSize;
    if (!config.headsKept.empty())
        json["heads_kept"] = config.headsKept;
    if (!config.feedForwardKept.empty())
        json["ff_kept"] = config.feedForwardKept;
    if (config.wordRank > 0)
        json["word_rank"] = config.wordRank;
    json["tokenizer"] = tokenizerJson(directory, checkpoint);
    json["unused"] = checkpoint.unused;
    json["notes"] = checkpoint.notes;
    return json;
}

Json inspectJson(const engine::DecoderDescription& decoder, const std::filesystem::path& path)
{
    const auto& config = decoder.config;
    Json json { { "kind", "generating checkpoint" }, { "path", path.string() }, { "family", decoder.family },
        { "layers", config.decoder.layers }, { "encoder_layers", config.encoder.layers }, { "hidden", config.hidden },
        { "heads", config.decoder.heads }, { "key_heads", config.decoder.keyHeads }, { "ff", config.decoder.feedForward },
        { "vocab", config.vocabulary }, { "exits", config.exitLayer.size() }, { "exit_layers", config.exitLayer },
        { "head", decoder.head }, { "exit_module", nullptr }, { "positions", nullptr }, { "parameters", decoder.parameters },
        { "flops_128", decoder.flops128 }, { "dtype", decoder.dtype }, { "tokenizer", tokenizerJson(decoder) },
        { "unused", decoder.unused }, { "notes", decoder.notes } };
    if (config.hasClassifier)
        json["exit_module"] = "classifier";
    if (config.positions > 0) // T5 has no limit of its own
        json["positions"] = config.positions;
    return json;
}

Json inspectJson(const data::DatasetInfo& info)
{
    Json json { { "kind", "dataset" }, { "path", info.path.string() }, { "name", info.name },
        { "format", data::nameOf(info.format) }, { "rows", info.rows }, { "columns", info.columns },
        { "text_columns", info.textColumns }, { "label_column", info.labelColumn }, { "task", info.task },
        { "task_kind", data::nameOf(info.kind) }, { "label_counts", labelCounts(info) } };
    if (info.kind == data::TaskKind::Regression)
        json["label_range"] = { info.targetMin, info.targetMax };
    if (!info.tagColumn.empty())
        json["tag_column"] = info.tagColumn;
    if (info.dropped > 0)
        json["dropped"] = info.dropped;
    if (info.hasWords) {
        json["words"] = info.words;
        json["tag_scheme"] = data::nameOf(info.tagScheme);
    }
    if (info.isPretokenised || info.hasWords)
        json["longest"] = info.longest;
    json["pair"] = info.isPair;
    json["sha256"] = info.sha256;
    if (!info.warnings.empty())
        json["warnings"] = info.warnings;
    return json;
}

Json inspectJson(const trace::Trace& trace)
{
    Json json { { "kind", "trace" }, { "path", trace.path().string() }, { "units", trace.units() },
        { "exits", trace.exits() }, { "classes", trace.classes() }, { "examples", trace.examples() },
        { "exit_layers", std::vector<std::int32_t>(trace.exitLayer().begin(), trace.exitLayer().end()) } };
    const auto file = io::SafetensorsFile::open(trace.path());
    Json tensors = Json::object();
    for (const auto& tensor : file->tensors())
        tensors[tensor.name] = { { "dtype", io::nameOf(tensor.dtype) }, { "shape", tensor.shape } };
    json["tensors"] = std::move(tensors);
    json["metadata"] = file->metadata();
    constexpr std::size_t mostNames = 100; // of a vocabulary the number says enough
    if (const auto names = trace.info().labelNames.size(); names > mostNames)
        json["metadata"]["label_names"] = std::to_string(names) + " words";
    json["form"] = trace.isCompact() ? "compact" : "logits";
    for (std::size_t exit = 0; const auto& words : metric::exitWords(trace))
        json["words_by_layer"].push_back({ { "layer", trace.exitLayer()[exit++] }, { "accuracy", words.accuracy },
            { "agreement", words.agreement }, { "settled", words.settled }, { "perplexity", words.perplexity },
            { "bits_per_token", words.bitsPerToken }, { "mean_gold_rank", words.meanGoldRank },
            { "mean_final_rank", words.meanFinalRank } });
    return json;
}

Json inspectJson(const store::RunStore& store)
{
    const auto runs = store.listRuns();
    std::int64_t points = 0;
    for (const auto& run : runs)
        points += run.points;
    return { { "kind", "store" }, { "path", store.path().string() }, { "runs", runs.size() },
        { "points", points }, { "traces", store.traces().size() },
        { "calibrations", store.calibrations().size() }, { "views", store.savedViews().size() },
        { "in_bin", store.listRuns(store::Bin::Only).size() } };
}

Json inspectJson(const hashee::TokenHash& hash, const std::filesystem::path& path)
{
    Json json { { "kind", "token hash" }, { "path", path.string() }, { "function", hashee::nameOf(hash.function) },
        { "layers", hash.scale.layers }, { "bucket_count", hash.scale.count }, { "seed", hash.seed },
        { "as_released", hash.asReleased }, { "vocabulary", hash.bucket.size() },
        { "vocabulary_sha256", hash.vocabularySha256 }, { "special", hash.special.size() }, { "corpus", hash.corpus },
        { "buckets", Json::array() } };
    for (const auto& share : hashee::bucketShares(hash)) {
        Json bucket { { "bucket", share.bucket }, { "layers", share.layers }, { "entries", share.entries } };
        if (!hash.count.empty())
            bucket["occurrences"] = share.occurrences;
        json["buckets"].push_back(std::move(bucket));
    }
    return json;
}

Json inspectJson(const std::filesystem::path& path, const figure::FigureFile& figure)
{
    const Json recipe = Json::parse(figure.recipe, nullptr, false);
    if (!recipe.is_object())
        throw InputError(path, "remembers something that cannot be read", "export it again");
    Json json { { "kind", "figure" }, { "path", path.string() }, { "format", figure.format } };
    for (const char* key : { "exitscope", "plot", "view", "settings", "point", "trace", "look" })
        if (recipe.contains(key))
            json[key] = recipe.at(key);
    json["rows"] = std::max<std::ptrdiff_t>(std::count(figure.csv.begin(), figure.csv.end(), '\n') - 1, 0);
    json["runs"] = recipe.value("runs", Json::array());
    return json;
}

std::string inspectText(const Json& json)
{
    TextTable table({ { "", Align::Left }, { "", Align::Left } });
    for (const auto& [key, value] : json.items())
        table.addRow({ words(key), valueText(value) });
    const std::string text = table.text();
    return text.substr(text.find('\n') + 1); // no headings
}

} // namespace exitscope::cli
