#pragma once

#include "core/data/wordpiece_words.h"
#include "core/job.h"

#include <cstdint>
#include <filesystem>
#include <functional>
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
    int minFrequency = 2; ///< a merge or a character that is seen less often gets no entry
    /// The most frequent characters beyond ASCII that get an entry; printable ASCII always does.
    int maxCharacters = 200;
};

struct WordHash
{
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const { return std::hash<std::string_view> {}(word); }
};
using WordCounts = std::unordered_map<std::string, std::int64_t, WordHash, std::equal_to<>>;

/// Counts the words of a corpus as BERT splits them (white space, punctuation, ideographs).
class WordCounter
{
public:
    explicit WordCounter(LetterCase letterCase);

    /// Adds one text of any length, UTF-8.
    void add(std::string_view text);
    const WordCounts& counts() const { return m_counts; }

private:
    WordSplitter m_splitter;
    WordCounts m_counts;
};

/// A WordPiece vocabulary by frequency merges: [PAD] [UNK] [CLS] [SEP] [MASK] first, then single characters,
/// then merges in the order in which they were made; "##" marks continuations. The same counts give the same
/// vocabulary in every run. Shorter than options.size when the corpus has no more to merge. Empty when the
/// job was cancelled. Throws InputError when there are no words, or when the size has no room for the
/// characters.
std::vector<std::string> learnWordPieceVocabulary(
    const WordCounts& counts, const VocabularyOptions& options, const JobContext& job = {});

/// Writes vocab.txt, tokenizer_config.json and special_tokens_map.json, so that loadTokenizer() reads them
/// back.
void writeWordPieceVocabulary(const std::filesystem::path& modelDir, std::span<const std::string> vocabulary,
    LetterCase letterCase, int modelMaxLength);

} // namespace exitscope::data
