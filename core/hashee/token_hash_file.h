#pragma once

#include "core/hashee/token_hash.h"

#include <filesystem>
#include <optional>

namespace exitscope::io {
class SafetensorsFile;
}

namespace exitscope::hashee {

/// The name under which a model's folder keeps its table.
inline constexpr const char* tokenHashFile = "token_hash.safetensors";

/// bucket I32 [V], count I64 [V] and score F32 [V] where they are known; the rest as metadata. RandomInconsistent has
/// metadata alone, and `special` I32.
void saveTokenHash(const std::filesystem::path& path, const TokenHash& hash);

/// What a table must fit.
struct HashFit
{
    std::int64_t vocabulary = 0;  ///< entries of the tokenizer; 0: not compared
    std::string vocabularySha256; ///< empty: not compared
    std::int32_t layers = 0;      ///< of the model; 0: not compared
};

/// Throws InputError for what is no such table, for another vocabulary or depth, and for a bucket that the depth does not
/// have, naming the entry.
TokenHash loadTokenHash(const std::filesystem::path& path, const HashFit& fit);

/// Whether a file says of itself that it is such a table.
bool isTokenHash(const io::SafetensorsFile& file);

} // namespace exitscope::hashee
