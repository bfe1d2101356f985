#pragma once

#include "core/generations/generations.h"

#include <filesystem>
#include <string>
#include <vector>

namespace exitscope::generations {

struct PromptLines
{
    std::vector<Prompt> prompts;
    std::vector<std::string> names, hashes; ///< of the files: the prompts', then each of the references'
    std::int64_t emptyLines = 0; ///< that held no prompt, and were left out with their references
};

/// Prompts one a line, and in further files line by line what they should lead to. A byte-order mark and CRLF are fine. Throws
/// InputError for what is not UTF-8, files of different lengths, and no prompt at all.
PromptLines readPromptLines(const std::filesystem::path& prompts, const std::vector<std::filesystem::path>& references);

} // namespace exitscope::generations
