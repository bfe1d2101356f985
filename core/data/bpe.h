#pragma once

#include "core/data/text_split.h"
#include "core/data/tokenizer_files.h"
#include "core/data/tokenizer_vocabulary.h"

#include <array>
#include <filesystem>

namespace exitscope::data {

/// What stands around a text: nothing; <s> a </s></s> b </s>; what opens texts, a, the same again, b (Llama 3); a </s> b </s>.
enum class BpeFamily { Gpt2, Roberta, Llama, T5 };

/// A byte as byte-level BPE spells it ("Ġ" for a space).
std::string byteToken(unsigned char byte);

/// All that a byte-level BPE tokenizer is made of.
struct BpeSpec
{
    std::filesystem::path vocabularyFile; ///< for errors
    std::filesystem::path mergesFile;
    std::vector<std::string> tokens; ///< in GPT-2's spelling of bytes ("Ġthe")
    std::vector<Merge> merges; ///< the first is made first
    std::vector<AddedToken> added;
    BpeFamily family = BpeFamily::Gpt2;
    std::string unknown; ///< empty: the family's usual name, as for those below
    std::string first;
    std::string separator;
    std::string pad;
    std::string mask;
    bool addPrefixSpace = false;
    std::vector<std::shared_ptr<const TextSplit>> splits; ///< one after the other; none: GPT-2's
    bool composes = false; ///< text is brought into NFC first
    bool takesWholePieces = false; ///< a part that is a token is taken without merging
    int modelMaxLength = 0;
};

/// Merges by rank: pairs of symbol ids to (rank, id of the joint symbol). Open addressing.
class MergeTable
{
public:
    struct Entry
    {
        std::uint64_t pair = 0;
        std::int32_t rank = -1; ///< -1: empty slot, or nothing found
        TokenId joint = -1;
    };

    explicit MergeTable(std::size_t capacity);
    /// The first entry of a pair stays.
    void insert(TokenId left, TokenId right, std::int32_t rank, TokenId joint);
    Entry find(TokenId left, TokenId right) const;

private:
    std::size_t slotOf(std::uint64_t pair) const;

    std::vector<Entry> m_slots;
    std::size_t m_mask;
};

/// Byte-level BPE (Sennrich et al., 2016; Radford et al., 2019). Lossless, but for a text of white space only, which has no
/// tokens with GPT-2 and RoBERTa.
class BpeTokenizer final : public Tokenizer
{
public:
    /// Throws InputError when a byte or a merge has no token, or a needed special is missing.
    explicit BpeTokenizer(BpeSpec spec);

    void appendIds(std::string_view text, std::vector<TokenId>& ids) const override;
    std::string decode(std::span<const TokenId> ids, SpecialText specials) const override;
    bool spaceStartsWord() const override { return true; }
    int vocabularySize() const override { return m_vocabulary.size(); }
    const std::string& token(TokenId id) const override { return m_vocabulary.token(id); }
    std::optional<TokenId> find(std::string_view token) const override { return m_vocabulary.find(token); }

private:
    static Traits prepare(BpeSpec& spec);
    void readBytes(const BpeSpec& spec);
    void readMergeTable(const BpeSpec& spec);
    void indexWholePieces(bool isAll);
    void appendPlain(std::string_view validText, std::vector<TokenId>& ids) const;
    void appendParts(std::string_view validText, std::size_t split, std::vector<TokenId>& ids) const;
    void appendPiece(std::string_view piece, std::vector<TokenId>& ids) const;
    void appendMerged(std::string_view piece, std::vector<TokenId>& ids) const;

    Vocabulary m_vocabulary;
    AddedTokenSplitter m_added;
    bool m_addPrefixSpace;
    bool m_dropsBlankTexts;
    bool m_composes;
    std::vector<std::shared_ptr<const TextSplit>> m_splits;
    std::array<TokenId, 256> m_byteIds {};
    std::vector<std::string> m_bytes; ///< by id: what the token stands for
    MergeTable m_merges;
    TokenTable m_wholePieces; ///< bytes → id, for tokens that are taken without merging: those that it arrives at
};

} // namespace exitscope::data
