#pragma once

#include "core/engine/generation.h"

namespace exitscope::engine {

class DecoderShelf;

/// exitscope generate: opens the model and its tokenizer, reads the prompts, and writes. Throws InputError: an architecture that
/// cannot generate, a tokenizer that does not fit the embedding, an empty prompt where a model cannot begin by itself, a prompt
/// that is too long. `shelf` keeps the model for the next request.
GenerateReport generateTexts(const GenerateRequest& request, const JobContext& job, DecoderShelf& shelf);

} // namespace exitscope::engine
