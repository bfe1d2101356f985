#pragma once

#include <filesystem>

namespace exitscope::test {

/// GPT-2's byte-level BPE without merges: the 256 bytes as tokens 0 … 255 in the order of their letters, and <|endoftext|> as 256.
/// Writes vocab.json and merges.txt into `folder`.
void writeByteTokenizer(const std::filesystem::path& folder);

} // namespace exitscope::test
