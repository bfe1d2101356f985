#pragma once

#include "core/engine/checkpoint/decoder_checkpoint.h"
#include "core/engine/generation.h"
#include "core/engine/run/generator.h"

#include <memory>
#include <string>
#include <vector>

namespace exitscope::engine {

/// The tokenizer of a generating model. Throws InputError when it has more tokens than the embedding has rows.
std::unique_ptr<data::Tokenizer> openTokenizer(const DecoderCheckpoint& checkpoint);

/// The prompts of a request: those given, then the lines of its file. Throws InputError when there are none, or a line is not
/// text.
std::vector<std::string> readPrompts(const GenerateRequest& request);

/// A prompt as a model reads it.
struct PreparedPrompt
{
    TokenPrompt tokens;
    std::int64_t cut = 0; ///< tokens that were dropped
};

/// Throws InputError that names the prompt (1-based `number`): it is empty and the model has no token to begin with, or it
/// leaves no room in the model's positions and is not to be cut.
PreparedPrompt preparePrompt(const DecoderConfig& config, const data::Tokenizer& tokenizer, const std::string& text,
    std::size_t number, const GenerateRequest& request);

} // namespace exitscope::engine
