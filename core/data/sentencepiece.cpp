#include "core/data/sentencepiece.h"

#include "core/data/byte_piece.h"
#include "core/data/tokenizer_files.h"
#include "core/data/unicode_text.h"
#include "core/error.h"

#include <algorithm>

namespace exitscope::data {

namespace {

constexpr std::string_view Underline = "\xE2\x96\x81"; ///< U+2581, how SentencePiece writes a space

void replaceAll(std::string& text, std::string_view what, std::string_view with)
{
    if (text.find(what) == std::string::npos)
        return;
    std::string result;
    result.reserve(text.size());
    std::size_t copied = 0;
    for (std::size_t at = 0; (at = text.find(what, copied)) != std::string::npos; copied = at + what.size())
        result.append(text, copied, at - copied).append(with);
    text = result.append(text, copied);
}

std::string joinedAtSpaces(std::string_view text)
{
    std::string result;
    result.reserve(text.size());
    bool gap = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        if (unicode::isSplittingSpace(unicode::next(text, at))) {
            gap = true;
            continue;
        }
        if (gap && !result.empty())
            result += ' ';
        gap = false;
        result.append(text.substr(start, at - start));
    }
    return result;
}

std::string withoutCombining(std::string_view text)
{
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        if (!unicode::isCombining(unicode::next(text, at)))
            result.append(text.substr(start, at - start));
    }
    return result;
}

bool endsInDigitAndComma(std::string_view piece)
{
    if (piece.size() < 2 || piece.back() != ',')
        return false;
    std::size_t at = piece.size() - 2;
    while (at > 0 && (static_cast<unsigned char>(piece[at]) & 0xC0) == 0x80)
        --at;
    return unicode::isDigit(unicode::next(piece, at));
}

TokenId idIfAny(const std::vector<std::string>& tokens, const std::string& token)
{
    const auto found = std::find(tokens.begin(), tokens.end(), token);
    return found == tokens.end() ? -1 : static_cast<TokenId>(found - tokens.begin());
}

TokenId requiredId(
    const std::vector<std::string>& tokens, const std::string& token, const std::filesystem::path& file)
{
    const TokenId id = idIfAny(tokens, token);
    if (id < 0) {
        throw InputError(file, "the model has no special token " + token,
            "give the model's own spiece.model, or name its tokens in tokenizer_config.json");
    }
    return id;
}

} // namespace

struct SentencePieceTokenizer::Prepared
{
    Traits traits;
    std::unique_ptr<const PieceProcessor> processor;
    std::vector<std::string> tokens;
};

SentencePieceTokenizer::Prepared SentencePieceTokenizer::prepare(SentencePieceSpec& spec)
{
    Prepared prepared;
    prepared.processor = makePieceProcessor(spec.model);
    if (!prepared.processor)
        throw InputError(
            spec.file, "is not a SentencePiece model", "give the spiece.model that the model came with");
    auto& tokens = prepared.tokens;
    const int size = prepared.processor->size();
    for (int id = 0; id < size; ++id)
        tokens.push_back(prepared.processor->piece(id));
    placeAddedTokens(tokens, spec.added, spec.file);
    prepared.traits.kind = spec.lowercase ? "SentencePiece, uncased" : "SentencePiece, cased";
    prepared.traits.special = { .pad = idIfAny(tokens, spec.pad),
        .unknown = prepared.processor->unknown(),
        // T5 has nothing that opens a text.
        .first = spec.family == PieceFamily::T5 ? -1 : requiredId(tokens, spec.first, spec.file),
        .separator = requiredId(tokens, spec.separator, spec.file),
        .mask = idIfAny(tokens, spec.mask) };
    prepared.traits.layout = spec.family == PieceFamily::Albert ? Layout::Bert
        : spec.family == PieceFamily::T5                        ? Layout::End
                                                                : Layout::Start;
    prepared.traits.modelMaxLength = spec.modelMaxLength;
    return prepared;
}

SentencePieceTokenizer::SentencePieceTokenizer(SentencePieceSpec spec)
    : SentencePieceTokenizer(std::move(spec), prepare(spec))
{ }

SentencePieceTokenizer::SentencePieceTokenizer(SentencePieceSpec&& spec, Prepared&& prepared)
    : Tokenizer(std::move(prepared.traits))
    , m_processor(std::move(prepared.processor))
    , m_vocabulary(std::move(prepared.tokens))
    , m_added(spec.added)
    , m_family(spec.family)
    , m_lowercase(spec.lowercase)
    , m_keepAccents(spec.keepAccents)
    , m_removeSpace(spec.removeSpace)
    , m_splitsDigitComma(spec.splitsDigitComma)
{ }

SentencePieceTokenizer::~SentencePieceTokenizer() = default;

std::string SentencePieceTokenizer::cleaned(std::string_view text) const
{
    if (m_family != PieceFamily::Albert)
        return std::string(text); // the model's own normaliser does the rest
    std::string result = m_removeSpace ? joinedAtSpaces(text) : std::string(text);
    replaceAll(result, "``", "\"");
    replaceAll(result, "''", "\"");
    if (!m_keepAccents)
        result = withoutCombining(unicode::toNfkd(result));
    if (m_lowercase)
        result = unicode::toLower(result);
    return result;
}

/// "1999," → "1999" and ",": the number is split anew, without the word mark if it had none.
std::vector<std::string> SentencePieceTokenizer::withoutDigitComma(const std::string& piece) const
{
    std::string number = piece.substr(0, piece.size() - 1);
    replaceAll(number, Underline, "");
    std::vector<std::string> parts = m_processor->encode(number);
    if (!parts.empty() && !piece.starts_with(Underline) && parts.front().starts_with(Underline)) {
        if (parts.front() == Underline)
            parts.erase(parts.begin());
        else
            parts.front().erase(0, Underline.size());
    }
    parts.emplace_back(",");
    return parts;
}

std::vector<std::string> SentencePieceTokenizer::pieces(std::string_view text) const
{
    std::vector<std::string> result;
    for (std::string& piece : m_processor->encode(cleaned(text))) {
        if (m_splitsDigitComma && endsInDigitAndComma(piece)) {
            for (std::string& part : withoutDigitComma(piece))
                result.push_back(std::move(part));
        } else {
            result.push_back(std::move(piece));
        }
    }
    return result;
}

TokenId SentencePieceTokenizer::idOf(std::string_view piece) const { return m_processor->idOf(piece); }

std::vector<std::string> SentencePieceTokenizer::tokenize(std::string_view text) const
{
    const std::string valid = unicode::repaired(text);
    std::vector<std::string> result;
    for (std::size_t at = 0; at < valid.size();) {
        const auto part = m_added.next(valid, at);
        if (part.id >= 0) {
            result.emplace_back(part.text);
            continue;
        }
        for (std::string& piece : pieces(part.text))
            result.push_back(std::move(piece));
    }
    return result;
}

void SentencePieceTokenizer::appendIds(std::string_view text, std::vector<TokenId>& ids) const
{
    const std::string valid = unicode::repaired(text);
    for (std::size_t at = 0; at < valid.size();) {
        const auto part = m_added.next(valid, at);
        if (part.id >= 0) {
            ids.push_back(part.id);
            continue;
        }
        for (const std::string& piece : pieces(part.text))
            ids.push_back(idOf(piece));
    }
}

std::string SentencePieceTokenizer::decode(std::span<const TokenId> ids, SpecialText specials) const
{
    std::string text;
    for (const TokenId id : ids) {
        if (specials == SpecialText::Skip && isSpecial(id))
            continue;
        const std::string& piece = token(id);
        if (const auto byte = byteOfPiece(piece))
            text.push_back(static_cast<char>(*byte));
        else
            text += piece;
    }
    replaceAll(text, Underline, " ");
    if (text.starts_with(' '))
        text.erase(0, 1);
    // Bytes may end inside a character; a cut-off one shows as U+FFFD.
    return unicode::repaired(text);
}

} // namespace exitscope::data
