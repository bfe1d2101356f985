#pragma once

#include <filesystem>

namespace exitscope::engine {

/// Copies the files that make a tokenizer, so that the checkpoint stands alone.
void copyTokenizer(const std::filesystem::path& from, const std::filesystem::path& to);

} // namespace exitscope::engine
