#include "core/trace/trace_layout.h"

#include "core/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace exitscope::trace {

namespace {

constexpr const char* formatKey = "exitscope_format";
constexpr const char* labelNamesKey = "label_names";
constexpr const char* exitsKey = "exits"; ///< what they are, where not exits of one model
constexpr const char* completeModels = "complete models";

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
    add(true, tensor::exitLayer, DType::I32, { exits });
    add(withPosition, tensor::position, DType::I32, { units });
    add(withLength, tensor::length, DType::I32, { examples });
    add(withLayerFlops, tensor::layerFlops, DType::F32, { examples, exits });
    add(withLabels && regression, tensor::labels, DType::F32, { units });
    add(true, tensor::logits, DType::F32, { units, exits, classes });
    add(withSimilarity, tensor::similarity, DType::F32, { units, exits });
    add(withLearned, tensor::learned, DType::F32, { units, exits });
    add(embeddingWidth > 0, tensor::embedding, DType::F32, { examples, embeddingWidth });
    add(withText, tensor::text, DType::U8, { textBytes });
    return specs;
}

std::map<std::string, std::string> metadataOf(const TraceInfo& info)
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
        else if (key != formatKey)
            info.extra.emplace_back(key, value);
        else if (value != "1")
            throw InputError(path, "is a trace of format " + value + ", this program reads format 1",
                "open it with a newer Exitscope");
    }
    return info;
}

} // namespace exitscope::trace
