#pragma once

#include "core/data/vocab_learner.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace exitscope::data {

/// Counts the pieces of a corpus as byte-level BPE splits it (GPT-2's pre-tokenisation).
class BytePieceCounter
{
public:
    /// Adds one text of any length, UTF-8.
    void add(std::string_view text);
    const WordCounts& counts() const { return m_counts; }

private:
    WordCounts m_counts;
};

struct BpeVocabulary
{
    std::vector<std::string> tokens; ///< by id, in GPT-2's spelling of bytes
    std::vector<std::pair<std::string, std::string>> merges; ///< the first is made first
};

/// Names of the tokens with a meaning; empty where a vocabulary has none. One name may have several roles, as GPT-2's has.
struct BpeRoles
{
    std::string pad, unknown, end;
    bool endsTexts = false; ///< the end token follows each text that is encoded, as in T5
};

/// A byte-level BPE vocabulary: the specials, the 256 bytes, then merges by frequency up to `size` entries (fewer when the
/// corpus has no more to merge, or pairs are seen once only). The same counts give the same vocabulary in every run. With as
/// many entries as specials and bytes it is a vocabulary of bytes, which for ASCII text are its characters. Empty when the job
/// was cancelled. Throws InputError when the size has no room for the bytes, or there is nothing to learn from.
BpeVocabulary learnBpeVocabulary(const WordCounts& counts, const BpeRoles& roles, int size, const JobContext& job = {});

/// The least size of such a vocabulary: specials and bytes.
int leastBpeSize(const BpeRoles& roles);

enum class BpeFiles {
    Json, ///< tokenizer.json
    JsonAndMerges, ///< and vocab.json with merges.txt, which is what GPT-2's older readers open
};

/// Writes the vocabulary, tokenizer_config.json and special_tokens_map.json, so that loadTokenizer() and Hugging Face's
/// read them back. `modelMaxLength` 0: no limit is named.
void writeBpeVocabulary(const std::filesystem::path& modelDir, const BpeVocabulary& vocabulary, const BpeRoles& roles,
    BpeFiles files, int modelMaxLength);

} // namespace exitscope::data
