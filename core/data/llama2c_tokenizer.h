#pragma once

#include "core/data/tokenizer_vocabulary.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace exitscope::data {

/// The tokenizer of llama2.c: SentencePiece's BPE as a list of pieces with scores. A text, with a blank before it, falls into
/// characters (bytes where the vocabulary has no such piece), and the neighbours whose union has the best score are joined until
/// none is a piece. <unk> 0, <s> 1, </s> 2, the bytes from 3.
class Llama2cTokenizer final : public Tokenizer
{
public:
    /// Reads int32 longest piece, then per piece float32 score, int32 length, bytes. Throws InputError.
    static std::unique_ptr<Llama2cTokenizer> open(const std::filesystem::path& file);

    void appendIds(std::string_view text, std::vector<TokenId>& ids) const override;
    std::string decode(std::span<const TokenId> ids, SpecialText specials) const override;
    int vocabularySize() const override { return m_vocabulary.size(); }
    const std::string& token(TokenId id) const override { return m_vocabulary.token(id); }
    std::optional<TokenId> find(std::string_view token) const override { return m_vocabulary.find(token); }
    bool spaceStartsWord() const override { return true; }

private:
    Llama2cTokenizer(std::vector<std::string> pieces, std::vector<float> scores);
    void appendCharacter(std::string_view character, std::vector<TokenId>& ids) const;

    Vocabulary m_vocabulary;
    std::vector<float> m_scores;
};

} // namespace exitscope::data
