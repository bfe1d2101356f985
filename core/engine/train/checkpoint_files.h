#pragma once

#include "core/engine/train/parameters.h"
#include "core/engine/train/train_config.h"

#include <filesystem>
#include <optional>

namespace exitscope::engine {

/// A checkpoint that training starts from.
struct InitialModel
{
    EncoderConfig config;
    at::Tensor weights; ///< flat, in the order of ParameterLayout(config, MaskHead::Present)
    std::vector<std::int32_t> untrainedExits; ///< layers of config.exitLayer for which the file has no classifier
    std::vector<std::string> labelNames;      ///< of its config.json; empty where it names none
};

/// Reads a BERT checkpoint in the Hugging Face layout (config.json, model.safetensors; F32, F16 or BF16, names with or
/// without "bert."), slimmed or not (checkpoint/slimming.h). Exits that it does not have start from its pooler, a mask head that
/// it does not have at random. `exits` (1-based; empty: every layer), `classes`, whether it `classifiesTokens` and what its exits
/// read (`head`: PoolerPerExit or StateTanh; nothing: as the checkpoint has it) are those of the new model; heads of that kind and
/// as many classes at the same layers are kept, and so is an exit module of the kind wanted. Throws InputError naming the tensor
/// that is missing or misshapen.
InitialModel readInitialModel(const std::filesystem::path& folder, std::vector<std::int32_t> exits,
    std::int64_t classes, bool classifiesTokens, ExitModule exitModule, std::uint64_t seed, std::optional<HeadKind> head = {});

std::int64_t storedLayers(const std::filesystem::path& folder);
/// The layers after which a checkpoint has exits of ours; empty where it has none.
std::vector<std::int32_t> storedExits(const std::filesystem::path& folder);

/// Writes config.json and model.safetensors, with our keys for what is slimmed. The tokenizer files are the caller's.
void writeCheckpoint(const std::filesystem::path& folder, const EncoderConfig& config, const ParameterLayout& layout,
    const at::Tensor& weights, StoredAs storedAs, bool isRegression);

/// 1 … layers
std::vector<std::int32_t> everyLayer(std::int64_t layers);

} // namespace exitscope::engine
