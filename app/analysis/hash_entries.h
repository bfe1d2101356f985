#pragma once

#include "core/hashee/token_hash.h"

#include <QString>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace exitscope::app {

/// A hash's table with the vocabulary that it is of.
struct HashEntries
{
    hashee::TokenHash hash;
    std::vector<std::string> tokens; ///< [V], UTF-8, as in the vocabulary
    std::vector<hashee::BucketShare> shares;
    std::int64_t occurrences = 0; ///< of all tokens in the corpus
};

/// Reads the table at `path` beside the tokenizer of the model in `folder`; on a worker. Throws InputError where they do not fit.
HashEntries hashEntries(const std::filesystem::path& path, const std::filesystem::path& folder);

enum class HashColumn { Token, Id, Bucket, Layers, Count, Score };

/// Which entries [ids] to list, in which order: those whose token holds `words`, in any case, or whose number is `words`. Ties by id.
std::vector<std::int32_t> arrangedEntries(const HashEntries& entries, HashColumn column, bool isDescending, const QString& words);

} // namespace exitscope::app
