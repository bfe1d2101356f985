#include "core/data/wordpiece.h"

#include "core/data/tokenizer_files.h"
#include "core/data/unicode_text.h"
#include "core/error.h"

#include <algorithm>

namespace exitscope::data {

namespace {

TokenId idOf(const WordPieceSpec& spec, const std::string& token)
{
    TokenId id = -1;
    for (std::size_t i = 0; i < spec.tokens.size(); ++i) {
        if (spec.tokens[i] != token)
            continue;
        if (id >= 0) {
            throw InputError(spec.file, static_cast<std::int64_t>(i) + 1,
                "the special token " + token + " occurs twice, as ids " + std::to_string(id) + " and "
                    + std::to_string(i),
                "keep the one that the model was trained with");
        }
        id = static_cast<TokenId>(i);
    }
    return id;
}

TokenId requiredIdOf(const WordPieceSpec& spec, const std::string& token)
{
    const TokenId id = idOf(spec, token);
    if (id < 0) {
        throw InputError(spec.file, "the vocabulary has no special token " + token,
            "give the vocabulary that the model was trained with, or name its tokens in "
            "tokenizer_config.json");
    }
    return id;
}

} // namespace

Tokenizer::Traits WordPieceTokenizer::prepare(WordPieceSpec& spec)
{
    placeAddedTokens(spec.tokens, spec.added, spec.file);
    Traits traits;
    traits.special = { .pad = idOf(spec, spec.pad),
        .unknown = requiredIdOf(spec, spec.unknown),
        .first = requiredIdOf(spec, spec.first),
        .separator = requiredIdOf(spec, spec.separator),
        .mask = idOf(spec, spec.mask) };
    // What the names mean is never split, whether a file lists it as an added token or not.
    for (const std::string* name : { &spec.unknown, &spec.first, &spec.separator, &spec.pad, &spec.mask })
        spec.added.push_back({ .content = *name });
    placeAddedTokens(spec.tokens, spec.added, spec.file);
    traits.kind = spec.split.lowercase ? "WordPiece, uncased" : "WordPiece, cased";
    traits.layout = Layout::Bert;
    traits.modelMaxLength = spec.modelMaxLength;
    return traits;
}

WordPieceTokenizer::WordPieceTokenizer(WordPieceSpec spec)
    : Tokenizer(prepare(spec))
    , m_vocabulary(std::move(spec.tokens))
    , m_starts(static_cast<std::size_t>(m_vocabulary.size()))
    , m_continuations(static_cast<std::size_t>(m_vocabulary.size()))
    , m_added(spec.added)
    , m_splitter(spec.split)
    , m_continuation(std::move(spec.continuation))
    , m_maxWordCharacters(static_cast<std::size_t>(std::max(spec.maxWordCharacters, 1)))
{
    const auto whole = [this](TokenId id) -> std::string_view { return m_vocabulary.token(id); };
    const auto rest = [this](TokenId id) -> std::string_view {
        return std::string_view(m_vocabulary.token(id)).substr(m_continuation.size());
    };
    for (TokenId id = 0; id < m_vocabulary.size(); ++id) {
        const std::string& token = m_vocabulary.token(id);
        if (token.empty())
            continue;
        m_longestToken = std::max(m_longestToken, token.size());
        m_starts.insert(token, id, whole);
        if (token.size() > m_continuation.size() && token.starts_with(m_continuation))
            m_continuations.insert(rest(id), id, rest);
    }
}

void WordPieceTokenizer::appendIds(std::string_view text, std::vector<TokenId>& ids) const
{
    const WordSplitter::Sink sink = [this, &ids](std::string_view word) { appendWord(word, ids); };
    for (std::size_t at = 0; at < text.size();) {
        const auto part = m_added.next(text, at);
        if (part.id >= 0)
            ids.push_back(part.id);
        else
            m_splitter.split(part.text, sink);
    }
}

TokenId WordPieceTokenizer::longestMatch(
    std::string_view rest, const TokenTable& table, std::size_t prefixLength, std::size_t& length) const
{
    // Hash of every prefix first; then from the longest down, a miss costs one probe.
    constexpr std::size_t Chunk = 512;
    std::uint32_t hashes[Chunk];
    const std::size_t limit = std::min({ rest.size(), m_longestToken, Chunk });
    std::uint32_t hash = PrefixHash::Empty;
    for (std::size_t i = 0; i < limit; ++i)
        hashes[i] = hash = PrefixHash::step(hash, rest[i]);
    const auto key = [this, prefixLength](TokenId id) {
        return std::string_view(m_vocabulary.token(id)).substr(prefixLength);
    };
    for (length = limit; length > 0; --length) {
        const TokenId id = table.find(hashes[length - 1], rest.substr(0, length), key);
        if (id >= 0)
            return id;
    }
    return -1;
}

void WordPieceTokenizer::appendWord(std::string_view word, std::vector<TokenId>& ids) const
{
    const std::size_t before = ids.size();
    const bool isTooLong
        = word.size() > m_maxWordCharacters && unicode::characterCount(word) > m_maxWordCharacters;
    for (std::size_t at = 0; at < word.size() && !isTooLong;) {
        std::size_t length = 0;
        const bool atStart = at == 0;
        const TokenId id = longestMatch(word.substr(at), atStart ? m_starts : m_continuations,
            atStart ? 0 : m_continuation.size(), length);
        if (id < 0) {
            ids.resize(before);
            break;
        }
        ids.push_back(id);
        at += length;
    }
    if (ids.size() == before)
        ids.push_back(special().unknown);
}

std::string WordPieceTokenizer::decode(std::span<const TokenId> ids, SpecialText specials) const
{
    std::string text;
    for (const TokenId id : ids) {
        if (specials == SpecialText::Skip && isSpecial(id))
            continue;
        std::string_view piece = token(id);
        const bool continues = piece.size() > m_continuation.size() && piece.starts_with(m_continuation);
        if (continues)
            piece.remove_prefix(m_continuation.size());
        else if (!text.empty())
            text += ' ';
        text += piece;
    }
    return text;
}

} // namespace exitscope::data
