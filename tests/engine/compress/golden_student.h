#pragma once

#include "core/engine/compress/slimming.h"
#include "core/engine/train/pack.h"
#include "core/engine/train/parameters.h"
#include "core/io/atomic_file.h"
#include "core/io/safetensors.h"

#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include <filesystem>
#include <string>

/// The published COST-EFF code's small model, in the project's own order of parameters.
namespace exitscope::test {

inline nlohmann::json goldenJson(const std::filesystem::path& file)
{
    return nlohmann::json::parse(io::readWholeFile(file));
}

inline at::Tensor goldenTensor(const io::SafetensorsFile& file, const std::string& name)
{
    const auto* view = file.find(name);
    if (!view)
        throw std::runtime_error("no tensor " + name + " in " + file.path().string());
    const bool isInteger = view->dtype == io::DType::I64;
    return at::from_blob(const_cast<std::byte*>(view->bytes.data()), view->shape, at::TensorOptions(isInteger ? at::kLong : at::kFloat))
        .clone();
}

inline engine::EncoderConfig goldenConfig(const std::filesystem::path& folder)
{
    const auto json = goldenJson(folder / "config.json");
    engine::EncoderConfig config;
    config.layers = json["num_hidden_layers"];
    config.hidden = config.embedding = json["hidden_size"];
    config.heads = json["num_attention_heads"];
    config.feedForward = json["intermediate_size"];
    config.vocabulary = json["vocab_size"];
    config.positions = json["max_position_embeddings"];
    config.types = json["type_vocab_size"];
    config.layerNormEpsilon = json["layer_norm_eps"];
    config.classes = static_cast<std::int64_t>(json["id2label"].size());
    config.head = engine::HeadKind::StateTanh;
    for (std::int32_t layer = 1; layer <= config.layers; ++layer)
        config.exitLayer.push_back(layer);
    return config;
}

/// Their exits are "highways", the last one the model's own classifier.
inline std::string goldenName(const std::string& ours, std::int64_t layers)
{
    if (!ours.starts_with("exits."))
        return ours;
    const auto dot = ours.find('.', 6);
    const std::string exit = ours.substr(6, dot - 6);
    const std::string rest = ours.substr(dot + 1);
    return std::stoll(exit) + 1 == layers ? rest : "bert.encoder.highway." + exit + "." + rest;
}

/// Flat, in the order of ParameterLayout(config, MaskHead::Absent).
inline at::Tensor goldenWeights(const io::SafetensorsFile& file, const engine::EncoderConfig& config)
{
    const engine::ParameterLayout layout(config, engine::MaskHead::Absent);
    at::Tensor weights = at::zeros({ layout.count() });
    for (const auto& spec : layout.specs()) {
        const at::Tensor values = goldenTensor(file, goldenName(spec.name, config.layers));
        TORCH_CHECK(values.sizes() == at::IntArrayRef(spec.shape), spec.name);
        weights.narrow(0, spec.offset, spec.count()).view(spec.shape).copy_(values);
    }
    return weights;
}

/// Padded rows [B, T] as sequences side by side.
inline engine::Pack packedRows(const at::Tensor& ids, const at::Tensor& mask, const at::Tensor& types, const at::Tensor& labels)
{
    engine::Pack pack;
    for (std::int64_t row = 0; row < ids.size(0); ++row) {
        const auto length = mask[row].sum().item<std::int64_t>();
        for (std::int64_t token = 0; token < length; ++token) {
            pack.ids.push_back(ids[row][token].item<std::int32_t>());
            pack.types.push_back(types[row][token].item<std::int32_t>());
        }
        pack.offsets.push_back(static_cast<std::int32_t>(pack.ids.size()));
        pack.labels.push_back(labels[row].item<std::int64_t>());
    }
    return pack;
}

inline constexpr const char* goldenCases[] { "hard_heads3_ffn72_emb-1", "hard_heads2_ffn48_emb24", "distill_heads3_ffn72_emb-1",
    "distill_heads2_ffn48_emb24" };

inline engine::SlimWidths widthsOfCase(const nlohmann::json& json)
{
    const std::int64_t rank = json["emb_hidden_dim"];
    return { json["keep_heads"], json["ffn_hidden_dim"], std::max<std::int64_t>(0, rank) };
}

inline std::vector<std::vector<float>> rowsOf(const at::Tensor& matrix)
{
    std::vector<std::vector<float>> rows;
    for (std::int64_t i = 0; i < matrix.size(0); ++i) {
        const at::Tensor row = matrix[i].contiguous();
        rows.emplace_back(row.data_ptr<float>(), row.data_ptr<float>() + row.numel());
    }
    return rows;
}

inline engine::Importance goldenImportance(const io::SafetensorsFile& taylor, const std::string& loss)
{
    return { rowsOf(goldenTensor(taylor, loss + "/head_scores")), rowsOf(goldenTensor(taylor, loss + "/ffn_scores")) };
}

inline double difference(const at::Tensor& a, const at::Tensor& b)
{
    return (a - b).abs().max().item<double>();
}

/// Two layers with made-up weights.
inline engine::EncoderConfig smallConfig()
{
    engine::EncoderConfig config;
    config.layers = 2;
    config.hidden = config.embedding = 24;
    config.heads = 4;
    config.feedForward = 20;
    config.vocabulary = 30;
    config.positions = 8;
    config.classes = 2;
    config.head = engine::HeadKind::StateTanh;
    config.exitLayer = { 1, 2 };
    return config;
}

} // namespace exitscope::test
