#pragma once

#include "core/engine/train/decoder_layout.h"
#include "core/engine/train/run_config.h"

#include <ATen/core/Tensor.h>

#include <filesystem>

namespace exitscope::engine {

/// A language model that training starts from.
struct InitialDecoder
{
    DecoderConfig config; ///< without the exit classifier
    at::Tensor weights;   ///< flat, in the order of DecoderLayout(config)
};

/// Reads a GPT-2, Llama or T5 checkpoint in the Hugging Face layout. Throws InputError that names the tensor or key that does not
/// fit, or what of it cannot be trained.
InitialDecoder readInitialDecoder(const std::filesystem::path& folder);

/// Writes config.json and model.safetensors. The tokenizer files are the caller's. `isTrainedThroughout`: exits below the last
/// were trained, so that readers need not warn of them.
void writeDecoder(const std::filesystem::path& folder, const DecoderConfig& config, const DecoderLayout& layout,
    const at::Tensor& weights, StoredAs storedAs, bool isTrainedThroughout);

} // namespace exitscope::engine
