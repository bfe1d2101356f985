#include "core/engine/train/tokenizer_copy.h"

namespace exitscope::engine {

void copyTokenizer(const std::filesystem::path& from, const std::filesystem::path& to)
{
    for (const char* name : { "vocab.txt", "tokenizer_config.json", "special_tokens_map.json", "tokenizer.json",
             "added_tokens.json", "vocab.json", "merges.txt", "spiece.model", "tokenizer.model" })
        if (std::filesystem::exists(from / name) && !std::filesystem::equivalent(from, to))
            std::filesystem::copy_file(from / name, to / name, std::filesystem::copy_options::overwrite_existing);
}

} // namespace exitscope::engine
