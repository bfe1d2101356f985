#pragma once

#include "core/data/tokenizer.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace exitscope::engine {

/// Holds a tokenizer against the embedding whose `rows` it is to choose (0: not known). Empty where they agree; a whole
/// sentence where the embedding is only padded. Throws InputError, naming `folder`, for a tokenizer of another vocabulary.
std::string vocabularyNote(const data::Tokenizer& tokenizer, std::int64_t rows, const std::filesystem::path& folder);

} // namespace exitscope::engine
