#pragma once

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

} // namespace exitscope::test
