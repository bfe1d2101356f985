#pragma once

#include "core/data/tokenizer_vocabulary.h"
#include "core/data/wordpiece_words.h"

#include <filesystem>

namespace exitscope::data {

/// All that a WordPiece tokenizer is made of.
struct WordPieceSpec
{
    std::filesystem::path file; ///< of the vocabulary, for errors
    std::vector<std::string> tokens;
    std::vector<AddedToken> added; ///< recognised in raw text, besides the five names below
    WordSplitterOptions split;
    std::string unknown = "[UNK]";
    std::string first = "[CLS]";
    std::string separator = "[SEP]";
    std::string pad = "[PAD]";
    std::string mask = "[MASK]";
    std::string continuation = "##";
    int maxWordCharacters = 100; ///< longer words become the unknown token
    int modelMaxLength = 0;
};

/// BERT's tokenizer: WordSplitter, then the longest match of the vocabulary from the left.
class WordPieceTokenizer final : public Tokenizer
{
public:
    /// Throws InputError when one of unknown, first and separator is missing, or a special occurs twice.
    explicit WordPieceTokenizer(WordPieceSpec spec);

    void appendIds(std::string_view text, std::vector<TokenId>& ids) const override;
    std::string decode(std::span<const TokenId> ids, SpecialText specials) const override;
    int vocabularySize() const override { return m_vocabulary.size(); }
    const std::string& token(TokenId id) const override { return m_vocabulary.token(id); }
    std::optional<TokenId> find(std::string_view token) const override { return m_vocabulary.find(token); }

private:
    static Traits prepare(WordPieceSpec& spec);
    void appendWord(std::string_view word, std::vector<TokenId>& ids) const;
    TokenId longestMatch(
        std::string_view rest, const TokenTable& table, std::size_t prefixLength, std::size_t& length) const;

    Vocabulary m_vocabulary;
    TokenTable m_starts; ///< keys: tokens
    TokenTable m_continuations; ///< keys: tokens without the continuation prefix
    AddedTokenSplitter m_added;
    WordSplitter m_splitter;
    std::string m_continuation;
    std::size_t m_maxWordCharacters;
    std::size_t m_longestToken = 0; ///< bytes, without the prefix
};

} // namespace exitscope::data
