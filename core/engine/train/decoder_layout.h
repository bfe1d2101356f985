#pragma once

#include "core/engine/model/decoder_config.h"
#include "core/engine/train/parameters.h"

#include <string>

namespace exitscope::engine {

/// The parameters of a language model under their Hugging Face names (GPT-2, Llama, T5), and of the exit classifier where the
/// config has one. Query, key and value of a layer lie side by side, and so do gate and up, so that each is one matrix as well.
class DecoderLayout : public ParameterTable
{
public:
    explicit DecoderLayout(const DecoderConfig& config);

private:
    void addT5Stack(const DecoderConfig& config, const StackConfig& stack, const std::string& name);
    void addGpt2(const DecoderConfig& config);
    void addLlama(const DecoderConfig& config);
};

/// Random weights for a model that learns by AdamW: norms 1, biases 0, matrices normal by what they read, and what feeds the
/// residual sum smaller the more such sums there are. Each tensor has its own stream of random numbers.
at::Tensor initialDecoderWeights(const DecoderConfig& config, const DecoderLayout& layout, std::uint64_t seed);

} // namespace exitscope::engine
