#pragma once

#include "core/engine/generation.h"

namespace exitscope::engine {

/// exitscope generate: opens the model and its tokenizer, reads the prompts, and writes. Throws InputError: an architecture that
/// cannot generate, a tokenizer that does not fit the embedding, an empty prompt where a model cannot begin by itself, a prompt
/// that is too long.
GenerateReport generateTexts(const GenerateRequest& request, const JobContext& job);

} // namespace exitscope::engine
