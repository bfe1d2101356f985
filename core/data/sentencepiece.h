#pragma once

#include "core/data/piece/piece_processor.h"
#include "core/data/tokenizer_vocabulary.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace exitscope::data {

/// Whose SentencePiece it is: what is done to a text before, and which tokens stand around it.
enum class PieceFamily {
    Albert, ///< cleaned up as its tokenizer does; [CLS] a [SEP]
    T5,     ///< as it stands; a </s>
    Llama,  ///< as it stands; <s> a
};

/// All that a SentencePiece tokenizer is made of. The cleaning and the default names are ALBERT's.
struct SentencePieceSpec
{
    PieceFamily family = PieceFamily::Albert;
    std::filesystem::path file; ///< spiece.model, for errors
    std::string model; ///< its bytes
    std::vector<AddedToken> added; ///< recognised in raw text
    std::string first = "[CLS]";
    std::string separator = "[SEP]";
    std::string pad = "<pad>";
    std::string mask = "[MASK]";
    bool lowercase = true;
    bool keepAccents = false;
    bool splitsDigitComma = true; ///< as the published one; tokenizer.json does not
    bool removeSpace = true; ///< runs of white space become one space, none at the ends
    int modelMaxLength = 0;
};

/// SentencePiece as T5 and Llama use it, and as ALBERT does: its own clean-up, SentencePiece, then the split of pieces that end in a digit and a
/// comma (Lan et al., 2020). Pieces that the model does not know keep their text in tokenize() and become
/// <unk> as ids. [CLS] and the like written in a text are plain text, as in the published one, unless `added`
/// lists them.
class SentencePieceTokenizer final : public Tokenizer
{
public:
    /// Throws InputError when the bytes are no model, or a needed special is missing.
    explicit SentencePieceTokenizer(SentencePieceSpec spec);
    ~SentencePieceTokenizer() override;

    std::vector<std::string> tokenize(std::string_view text) const override;
    void appendIds(std::string_view text, std::vector<TokenId>& ids) const override;
    std::string decode(std::span<const TokenId> ids, SpecialText specials) const override;
    int vocabularySize() const override { return m_vocabulary.size(); }
    const std::string& token(TokenId id) const override { return m_vocabulary.token(id); }
    std::optional<TokenId> find(std::string_view token) const override { return m_vocabulary.find(token); }

private:
    struct Prepared;
    static Prepared prepare(SentencePieceSpec& spec);
    SentencePieceTokenizer(SentencePieceSpec&& spec, Prepared&& prepared);

    std::string cleaned(std::string_view text) const;
    std::vector<std::string> pieces(std::string_view text) const;
    std::vector<std::string> withoutDigitComma(const std::string& piece) const;
    TokenId idOf(std::string_view piece) const;

    std::unique_ptr<const PieceProcessor> m_processor;
    Vocabulary m_vocabulary;
    AddedTokenSplitter m_added;
    PieceFamily m_family;
    bool m_lowercase;
    bool m_keepAccents;
    bool m_removeSpace;
    bool m_splitsDigitComma;
};

} // namespace exitscope::data
