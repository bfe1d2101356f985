#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace exitscope::data {

using TokenId = std::int32_t;

/// Ids of the tokens with a meaning of their own; -1 where the vocabulary has none.
struct SpecialTokens
{
    TokenId pad = -1;
    TokenId unknown = -1;
    TokenId first = -1; ///< [CLS] or <s>: opens an input; its row is what exit heads read
    TokenId separator = -1; ///< [SEP], </s> or <|endoftext|>
    TokenId mask = -1;

    friend bool operator==(const SpecialTokens&, const SpecialTokens&) = default;
};

struct EncodeOptions
{
    int maxLength = 512; ///< tokens, specials included
    bool addSpecialTokens = true;
};

/// One model input: ids and segment ids of the same length, without padding.
struct Encoding
{
    std::vector<TokenId> ids;
    std::vector<TokenId> typeIds; ///< 0 for the first text, 1 for the second; all 0 for RoBERTa
    bool truncated = false;
};

enum class SpecialText { Keep, Skip };

/// Text to token ids and back. Immutable after loading: every method may be called from several threads at
/// once. Text is UTF-8; what is not valid UTF-8 counts as U+FFFD.
class Tokenizer
{
public:
    virtual ~Tokenizer();

    /// The tokens of a text, without the specials that encode() adds. Specials written in the text are
    /// recognised.
    virtual std::vector<std::string> tokenize(std::string_view text) const;
    /// The same as ids; appended to `ids`.
    virtual void appendIds(std::string_view text, std::vector<TokenId>& ids) const = 0;
    /// One text, or a pair, as the model wants it ([CLS] a [SEP] b [SEP]; <s> a </s></s> b </s>; a b; <s> a b; a </s> b
    /// </s>). Too
    /// long a pair loses one token at a time from the end of the longer text, from the second when both are
    /// equally long. Throws InputError when maxLength leaves no room for the specials.
    Encoding encode(std::string_view a, std::optional<std::string_view> b = std::nullopt,
        const EncodeOptions& options = {}) const;
    /// One text that is in pieces already, with the specials around it that encode() puts there; not shortened.
    Encoding wrapped(std::span<const TokenId> pieces) const;
    /// How many specials stand before the first text.
    int tokensBefore() const { return opens() ? 1 : 0; }
    /// Whether a blank before a word is part of its first piece (byte-level BPE).
    virtual bool spaceStartsWord() const { return false; }
    /// Readable text. WordPiece and SentencePiece lose spacing and case, byte-level BPE gives back the input.
    virtual std::string decode(
        std::span<const TokenId> ids, SpecialText specials = SpecialText::Skip) const = 0;

    virtual int vocabularySize() const = 0; ///< highest id + 1: the rows that an embedding must have
    /// As in the vocabulary ("##ing"). Asserts 0 <= id < vocabularySize().
    virtual const std::string& token(TokenId id) const = 0;
    /// The id of an exact vocabulary entry.
    virtual std::optional<TokenId> find(std::string_view token) const = 0;

    const SpecialTokens& special() const { return m_special; }
    bool isSpecial(TokenId id) const; ///< one of special(), [UNK] left out
    const std::string& kind() const { return m_kind; } ///< for people: "WordPiece, uncased"
    /// From tokenizer_config.json; 0 where it says nothing.
    int modelMaxLength() const { return m_modelMaxLength; }

    /// How many specials encode() puts around one text or a pair.
    int addedTokens(bool isPair) const;

protected:
    /// What encode() puts around the texts.
    enum class Layout {
        Bert, ///< first a separator [b separator], segments 0 and 1
        Roberta, ///< first a separator [separator b separator], one segment
        Plain, ///< a [b], segments 0 and 1
        Start, ///< first a [b] (Llama)
        End, ///< a separator [b separator] (T5)
    };
    struct Traits
    {
        std::string kind;
        SpecialTokens special;
        Layout layout = Layout::Bert;
        int modelMaxLength = 0;
    };
    explicit Tokenizer(Traits traits);

private:
    bool opens() const { return m_layout != Layout::Plain && m_layout != Layout::End; }
    bool closes() const { return m_layout != Layout::Plain && m_layout != Layout::Start; }

    std::string m_kind;
    SpecialTokens m_special;
    Layout m_layout;
    int m_modelMaxLength;
};

/// The tokenizer of a model directory in the Hugging Face layout. Looks for vocab.txt (WordPiece),
/// spiece.model or tokenizer.model (SentencePiece), vocab.json + merges.txt (byte-level BPE), then tokenizer.json; honours
/// tokenizer_config.json, special_tokens_map.json and added_tokens.json. `modelType` is config.json's
/// "model_type" ("bert", "roberta", "albert", "gpt2", "llama", "t5", "bart", …; may be empty) and
/// decides where several files fit. Throws InputError, naming the file and line, when there is no tokenizer,
/// or one that cannot be trusted.
std::unique_ptr<Tokenizer> loadTokenizer(
    const std::filesystem::path& modelDir, std::string_view modelType = {});

} // namespace exitscope::data
