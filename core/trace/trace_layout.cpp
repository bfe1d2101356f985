#include "core/trace/trace_layout.h"

#include "core/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace exitscope::trace {

namespace {

constexpr const char* formatKey = "exitscope_format";
constexpr const char* labelNamesKey = "label_names";
constexpr const char* exitsKey = "exits"; ///< what they are, where not exits of one model
constexpr const char* completeModels = "complete models";
constexpr const char* classesKey = "classes"; ///< of a compact trace, whose tensors do not show how many there are

struct NamedField
{
    const char* key;
    std::string TraceInfo::*field;
};

constexpr std::array<NamedField, 5> fields { { { "task", &TraceInfo::task }, { "model_name", &TraceInfo::modelName },
    { "model_sha256", &TraceInfo::modelSha256 }, { "dataset_name", &TraceInfo::datasetName },
    { "dataset_sha256", &TraceInfo::datasetSha256 } } };

/// A header must be UTF-8, a file name need not be: what is not becomes U+FFFD.
std::string validUtf8(const std::string& text)
{
    const auto quoted = nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return nlohmann::json::parse(quoted).get<std::string>();
}

std::vector<std::string> labelNamesFrom(const std::filesystem::path& path, const std::string& text)
{
    const auto list = nlohmann::json::parse(text, nullptr, false);
    const auto isString = [](const nlohmann::json& value) { return value.is_string(); };
    if (!list.is_array() || !std::all_of(list.begin(), list.end(), isString))
        throw InputError(path, "metadata \"label_names\" is not a JSON list of strings",
            R"(write it as ["negative", "positive"])");
    return list.get<std::vector<std::string>>();
}

} // namespace

std::vector<io::TensorSpec> TraceLayout::specs() const
{
    using io::DType;
    std::vector<io::TensorSpec> specs;
    const auto add = [&](bool wanted, const char* name, DType type, std::vector<std::int64_t> shape) {
        if (wanted)
            specs.push_back({ name, type, std::move(shape) });
    };
    const bool regression = classes == 1;
    const bool withText = textBytes >= 0;
    add(withLabels && !regression, tensor::labels, DType::I64, { units });
    add(withExample, tensor::example, DType::I64, { units });
    add(withText, tensor::textOffset, DType::I64, { examples + 1 });
    add(withUnitText, tensor::unitText, DType::I64, { units, 2 });
    add(true, tensor::exitLayer, DType::I32, { exits });
    add(withPosition, tensor::position, DType::I32, { units });
    add(withTakenLayer, tensor::takenLayer, DType::I32, { units });
    add(withLength, tensor::length, DType::I32, { examples });
    add(isCompact, tensor::prediction, DType::I32, { units, exits });
    add(withGoldRank, tensor::goldRank, DType::I32, { units, exits });
    add(withFinalRank, tensor::finalRank, DType::I32, { units, exits });
    add(topCount > 0, tensor::topIds, DType::I32, { units, exits, topCount });
    add(withLayerFlops, tensor::layerFlops, DType::F32, { examples, exits });
    add(withLabels && regression, tensor::labels, DType::F32, { units });
    add(!isCompact, tensor::logits, DType::F32, { units, exits, classes });
    for (const char* score : { tensor::entropy, tensor::confidence, tensor::margin })
        add(isCompact, score, DType::F32, { units, exits });
    add(withGoldLogProb, tensor::goldLogProb, DType::F32, { units, exits });
    add(topCount > 0, tensor::topLogits, DType::F32, { units, exits, topCount });
    add(withSimilarity, tensor::similarity, DType::F32, { units, exits });
    add(withLearned, tensor::learned, DType::F32, { units, exits });
    add(embeddingWidth > 0, tensor::embedding, DType::F32, { examples, embeddingWidth });
    add(withText, tensor::text, DType::U8, { textBytes });
    return specs;
}

bool isTrace(const io::SafetensorsFile& file)
{
    return file.find(tensor::logits) || (file.find(tensor::prediction) && file.find(tensor::entropy));
}

std::int64_t classesFrom(const std::filesystem::path& path, const std::map<std::string, std::string>& metadata)
{
    const auto said = metadata.find(classesKey);
    if (said == metadata.end())
        throw InputError(path, "has no logits, and its metadata does not say how many \"classes\" there are",
            "write classes, such as the size of the vocabulary, beside prediction");
    const std::string& text = said->second;
    std::int64_t classes = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), classes);
    if (error != std::errc {} || end != text.data() + text.size() || classes < 2
        || classes > std::numeric_limits<std::int32_t>::max())
        throw InputError(path, "metadata \"classes\" is \"" + text.substr(0, 40) + "\"",
            "write a whole number from 2 to 2147483647");
    return classes;
}

std::map<std::string, std::string> metadataOf(const TraceInfo& info, const TraceLayout& layout)
{
    std::map<std::string, std::string> metadata { { formatKey, "1" } };
    for (const auto& [key, field] : fields)
        if (!(info.*field).empty())
            metadata[key] = validUtf8(info.*field);
    if (!info.labelNames.empty()) {
        auto names = nlohmann::json::array();
        for (const auto& name : info.labelNames)
            names.push_back(validUtf8(name));
        metadata[labelNamesKey] = names.dump();
    }
    if (info.isCascade)
        metadata[exitsKey] = completeModels;
    if (layout.isCompact)
        metadata[classesKey] = std::to_string(layout.classes);
    for (const auto& [key, value] : info.extra)
        metadata.emplace(validUtf8(key), validUtf8(value));
    return metadata;
}

TraceInfo infoFrom(const std::filesystem::path& path, const std::map<std::string, std::string>& metadata)
{
    TraceInfo info;
    for (const auto& [key, value] : metadata) {
        const auto known
            = std::find_if(fields.begin(), fields.end(), [&](const NamedField& field) { return key == field.key; });
        if (known != fields.end())
            info.*(known->field) = value;
        else if (key == labelNamesKey)
            info.labelNames = labelNamesFrom(path, value);
        else if (key == exitsKey && value == completeModels)
            info.isCascade = true;
        else if (key == classesKey)
            continue;
        else if (key != formatKey)
            info.extra.emplace_back(key, value);
        else if (value != "1")
            throw InputError(path, "is a trace of format " + value + ", this program reads format 1",
                "open it with a newer Exitscope");
    }
    return info;
}

} // namespace exitscope::trace
