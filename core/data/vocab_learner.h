#pragma once

#include "core/job.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace exitscope::data {

enum class LetterCase { Lower, Keep };

struct VocabularyOptions
{
    int size = 8192; ///< entries, specials and single characters included
    LetterCase letterCase = LetterCase::Lower; ///< Lower strips accents too, as BERT's uncased models do
    int minFrequency = 2; ///< a merge that is seen less often is not made
    int maxCharacters = 1000; ///< most frequent single characters that get an entry (twice: alone and with ##)
};

/// Counts the words of a corpus as BERT splits them (white space, punctuation, ideographs).
class WordCounter
{
public:
    explicit WordCounter(LetterCase letterCase);
    /// Adds one text of any length, UTF-8.
    void add(std::string_view text);
    const std::unordered_map<std::string, std::int64_t>& counts() const { return m_counts; }

private:
    LetterCase m_letterCase;
    std::unordered_map<std::string, std::int64_t> m_counts;
};

/// A WordPiece vocabulary by frequency merges: [PAD] [UNK] [CLS] [SEP] [MASK] first, then single characters, then
/// merges in the order in which they were made; "##" marks continuations. The same counts give the same vocabulary
/// in every run. Shorter than options.size when the corpus has no more to merge. Empty when the job was cancelled.
/// Throws InputError when there are no words, or when the size has no room for the characters.
std::vector<std::string> learnWordPieceVocabulary(const std::unordered_map<std::string, std::int64_t>& counts,
    const VocabularyOptions& options, const JobContext& job = {});

/// Writes vocab.txt, tokenizer_config.json and special_tokens_map.json, so that loadTokenizer() reads them back.
void writeWordPieceVocabulary(const std::filesystem::path& modelDir, std::span<const std::string> vocabulary,
    LetterCase letterCase, int modelMaxLength);

} // namespace exitscope::data
