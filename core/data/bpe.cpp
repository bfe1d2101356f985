#include "core/data/bpe.h"

#include "core/data/bpe_split.h"
#include "core/data/unicode_text.h"
#include "core/error.h"

#include <algorithm>
#include <bit>

namespace exitscope::data {

namespace {

/// GPT-2 writes each byte as a printable character: itself where it is one, else the next free from U+0100.
std::array<char32_t, 256> byteSpelling()
{
    std::array<char32_t, 256> spelling {};
    char32_t spare = 0x100;
    for (char32_t byte = 0; byte < 256; ++byte) {
        const bool isPrintable = (byte >= '!' && byte <= '~') || (byte >= 0xA1 && byte <= 0xAC)
            || (byte >= 0xAE && byte <= 0xFF);
        spelling[byte] = isPrintable ? byte : spare++;
    }
    return spelling;
}

/// The bytes that a token spells; the token itself where it holds a character that spells no byte (an added
/// token).
std::string bytesOf(const std::string& token)
{
    static const auto byCharacter = [] {
        std::array<int, 0x144> table {};
        table.fill(-1);
        const auto spelling = byteSpelling();
        for (std::size_t byte = 0; byte < spelling.size(); ++byte)
            table[spelling[byte]] = static_cast<int>(byte);
        return table;
    }();
    std::string bytes;
    for (std::size_t at = 0; at < token.size();) {
        const char32_t c = unicode::next(token, at);
        if (c >= byCharacter.size() || byCharacter[c] < 0)
            return token;
        bytes.push_back(static_cast<char>(byCharacter[c]));
    }
    return bytes;
}

std::uint64_t pairOf(TokenId left, TokenId right)
{
    return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(left)) << 32)
        | static_cast<std::uint32_t>(right);
}

TokenId idOf(const BpeSpec& spec, const std::string& token)
{
    const auto found = std::find(spec.tokens.begin(), spec.tokens.end(), token);
    return token.empty() || found == spec.tokens.end() ? -1
                                                       : static_cast<TokenId>(found - spec.tokens.begin());
}

TokenId requiredIdOf(const BpeSpec& spec, const std::string& token)
{
    const TokenId id = idOf(spec, token);
    if (id < 0) {
        throw InputError(spec.vocabularyFile, "the vocabulary has no special token " + token,
            "give the vocabulary that the model was trained with, or name its tokens in "
            "tokenizer_config.json");
    }
    return id;
}

void useUsualNames(BpeSpec& spec)
{
    const auto fill = [](std::string& name, const char* usual) {
        if (name.empty())
            name = usual;
    };
    if (spec.family == BpeFamily::Llama) // names its own, or has none
        return;
    const bool isGpt2 = spec.family == BpeFamily::Gpt2;
    const bool isRoberta = spec.family == BpeFamily::Roberta;
    fill(spec.unknown, isGpt2 ? "<|endoftext|>" : "<unk>");
    fill(spec.separator, isGpt2 ? "<|endoftext|>" : "</s>");
    if (spec.family != BpeFamily::T5)
        fill(spec.first, isRoberta ? "<s>" : "<|endoftext|>");
    if (!isGpt2)
        fill(spec.pad, "<pad>");
    if (isRoberta)
        fill(spec.mask, "<mask>");
}

bool isBlank(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();)
        if (!unicode::isSplittingSpace(unicode::next(text, at)))
            return false;
    return true;
}

/// One symbol of a piece that is being merged; neighbours by index, -1 at the ends.
struct Symbol
{
    TokenId id;
    int previous;
    int next;
};

struct Candidate
{
    std::int32_t rank;
    int left; ///< index of the left symbol
    int right;
    TokenId leftId; ///< what both were when this was found; else it is out of date
    TokenId rightId;
    TokenId joint;

    /// For a heap whose top is the lowest rank, the leftmost of several.
    friend bool operator<(const Candidate& a, const Candidate& b)
    {
        return a.rank != b.rank ? a.rank > b.rank : a.left > b.left;
    }
};

} // namespace

std::string byteToken(unsigned char byte)
{
    static const auto spelling = byteSpelling();
    std::string token;
    unicode::append(token, spelling[byte]);
    return token;
}

MergeTable::MergeTable(std::size_t capacity)
    : m_slots(std::bit_ceil(std::max<std::size_t>(capacity * 2, 16)))
    , m_mask(m_slots.size() - 1)
{ }

std::size_t MergeTable::slotOf(std::uint64_t pair) const
{
    std::size_t at = static_cast<std::size_t>((pair * 0x9E3779B97F4A7C15ull) >> 32) & m_mask;
    while (m_slots[at].rank >= 0 && m_slots[at].pair != pair)
        at = (at + 1) & m_mask;
    return at;
}

void MergeTable::insert(TokenId left, TokenId right, std::int32_t rank, TokenId joint)
{
    Entry& slot = m_slots[slotOf(pairOf(left, right))];
    if (slot.rank < 0)
        slot = { pairOf(left, right), rank, joint };
}

MergeTable::Entry MergeTable::find(TokenId left, TokenId right) const
{
    return m_slots[slotOf(pairOf(left, right))];
}

Tokenizer::Traits BpeTokenizer::prepare(BpeSpec& spec)
{
    useUsualNames(spec);
    placeAddedTokens(spec.tokens, spec.added, spec.vocabularyFile);
    Traits traits;
    const bool isRoberta = spec.family == BpeFamily::Roberta, isLlama = spec.family == BpeFamily::Llama;
    traits.special = { .pad = idOf(spec, spec.pad),
        .unknown = isRoberta ? requiredIdOf(spec, spec.unknown) : idOf(spec, spec.unknown),
        .first = isRoberta || isLlama ? requiredIdOf(spec, spec.first) : idOf(spec, spec.first),
        .separator = isLlama ? idOf(spec, spec.separator) : requiredIdOf(spec, spec.separator),
        .mask = idOf(spec, spec.mask) };
    for (const std::string* name : { &spec.unknown, &spec.first, &spec.separator, &spec.pad })
        if (!isLlama || idOf(spec, *name) >= 0)
            spec.added.push_back({ .content = *name });
    // RoBERTa's mask takes the space before it, so that "a <mask>" is what was seen in pre-training.
    if (!isLlama)
        spec.added.push_back({ .content = spec.mask, .eatsSpaceBefore = isRoberta });
    placeAddedTokens(spec.tokens, spec.added, spec.vocabularyFile);
    const bool isT5 = spec.family == BpeFamily::T5;
    traits.kind = std::string("byte-level BPE, ") + (isRoberta ? "RoBERTa" : isLlama ? "Llama" : isT5 ? "T5" : "GPT-2");
    traits.layout = isRoberta ? Layout::Roberta : isLlama ? Layout::Start : isT5 ? Layout::End : Layout::Plain;
    traits.modelMaxLength = spec.modelMaxLength;
    return traits;
}

BpeTokenizer::BpeTokenizer(BpeSpec spec)
    : Tokenizer(prepare(spec))
    , m_vocabulary(std::move(spec.tokens))
    , m_added(spec.added)
    , m_addPrefixSpace(spec.addPrefixSpace)
    , m_dropsBlankTexts(spec.family != BpeFamily::Llama && spec.splits.empty())
    , m_composes(spec.composes)
    , m_splits(spec.splits)
    , m_merges(spec.merges.size())
    , m_wholePieces(static_cast<std::size_t>(m_vocabulary.size()))
{
    readBytes(spec);
    readMergeTable(spec);
    indexWholePieces(spec.takesWholePieces);
}

void BpeTokenizer::readBytes(const BpeSpec& spec)
{
    for (std::size_t byte = 0; byte < m_byteIds.size(); ++byte) {
        const std::string character = byteToken(static_cast<unsigned char>(byte));
        const auto id = m_vocabulary.find(character);
        if (!id) {
            throw InputError(spec.vocabularyFile,
                "the vocabulary has no token for the byte " + std::to_string(byte) + " (\"" + character
                    + "\")",
                "give the vocabulary of a byte-level BPE model");
        }
        m_byteIds[byte] = *id;
    }
    m_bytes.reserve(static_cast<std::size_t>(m_vocabulary.size()));
    for (TokenId id = 0; id < m_vocabulary.size(); ++id)
        m_bytes.push_back(bytesOf(m_vocabulary.token(id)));
}

void BpeTokenizer::readMergeTable(const BpeSpec& spec)
{
    const auto symbol = [&](const std::string& text, const Merge& merge) {
        const auto id = m_vocabulary.find(text);
        if (!id) {
            throw InputError(spec.mergesFile, merge.line,
                "the merge of \"" + merge.left + "\" and \"" + merge.right + "\" needs the token \"" + text
                    + "\", which the vocabulary does not have",
                "take merges and vocabulary from the same model");
        }
        return *id;
    };
    std::int32_t rank = 0;
    for (const Merge& merge : spec.merges) {
        const TokenId left = symbol(merge.left, merge);
        const TokenId right = symbol(merge.right, merge);
        m_merges.insert(left, right, rank++, symbol(merge.left + merge.right, merge));
    }
}

/// Most pieces of real text are one token. Only tokens that merging really arrives at may be looked up whole, unless all may.
void BpeTokenizer::indexWholePieces(bool isAll)
{
    const auto key = [this](TokenId id) -> std::string_view { return m_bytes[static_cast<std::size_t>(id)]; };
    std::vector<TokenId> merged;
    for (TokenId id = 0; id < m_vocabulary.size(); ++id) {
        if (key(id).empty())
            continue;
        merged.clear();
        if (!isAll)
            appendMerged(key(id), merged);
        if (isAll || (merged.size() == 1 && merged.front() == id))
            m_wholePieces.insert(key(id), id, key);
    }
}

void BpeTokenizer::appendIds(std::string_view text, std::vector<TokenId>& ids) const
{
    std::string copy;
    if (!unicode::isValid(text))
        text = copy = unicode::repaired(text);
    // The published tokenizer gives nothing for a text of white space only; models never saw one.
    if (m_dropsBlankTexts && isBlank(text))
        return;
    for (std::size_t at = 0; at < text.size();) {
        const bool atStart = at == 0;
        const auto part = m_added.next(text, at);
        if (part.id >= 0)
            ids.push_back(part.id);
        else if (m_addPrefixSpace && atStart && !part.text.empty() && part.text.front() != ' ')
            appendPlain(' ' + std::string(part.text), ids);
        else if (m_composes)
            appendPlain(unicode::toNfc(part.text), ids);
        else
            appendPlain(part.text, ids);
    }
}

void BpeTokenizer::appendPlain(std::string_view validText, std::vector<TokenId>& ids) const
{
    if (!m_splits.empty())
        return appendParts(validText, 0, ids);
    while (!validText.empty()) {
        const std::string_view piece = nextBpePiece(validText);
        appendPiece(piece, ids);
        validText.remove_prefix(piece.size());
    }
}

/// Each split cuts the parts that the one before it has left.
void BpeTokenizer::appendParts(std::string_view validText, std::size_t split, std::vector<TokenId>& ids) const
{
    if (split == m_splits.size())
        return appendPiece(validText, ids);
    std::vector<std::string_view> parts;
    m_splits[split]->split(validText, parts);
    for (const std::string_view part : parts)
        appendParts(part, split + 1, ids);
}

void BpeTokenizer::appendPiece(std::string_view piece, std::vector<TokenId>& ids) const
{
    const TokenId whole = m_wholePieces.find(PrefixHash::of(piece), piece,
        [this](TokenId id) -> std::string_view { return m_bytes[static_cast<std::size_t>(id)]; });
    if (whole >= 0)
        ids.push_back(whole);
    else
        appendMerged(piece, ids);
}

/// Joins neighbours, the lowest rank first and leftmost first, in O(n log n): candidates wait in a heap, and
/// one whose symbols have changed since is dropped when it comes up.
void BpeTokenizer::appendMerged(std::string_view piece, std::vector<TokenId>& ids) const
{
    thread_local std::vector<Symbol> symbols;
    thread_local std::vector<Candidate> heap;
    symbols.clear();
    heap.clear();
    const auto offer = [this](int left, int right) {
        if (left < 0 || right < 0)
            return;
        const TokenId leftId = symbols[static_cast<std::size_t>(left)].id;
        const TokenId rightId = symbols[static_cast<std::size_t>(right)].id;
        const MergeTable::Entry merge = m_merges.find(leftId, rightId);
        if (merge.rank < 0)
            return;
        heap.push_back({ merge.rank, left, right, leftId, rightId, merge.joint });
        std::push_heap(heap.begin(), heap.end());
    };
    const int count = static_cast<int>(piece.size());
    for (int i = 0; i < count; ++i) {
        const auto byte = static_cast<unsigned char>(piece[static_cast<std::size_t>(i)]);
        symbols.push_back({ m_byteIds[byte], i - 1, i + 1 < count ? i + 1 : -1 });
    }
    for (int i = 0; i + 1 < count; ++i)
        offer(i, i + 1);
    while (!heap.empty()) {
        std::pop_heap(heap.begin(), heap.end());
        const Candidate best = heap.back();
        heap.pop_back();
        Symbol& left = symbols[static_cast<std::size_t>(best.left)];
        Symbol& right = symbols[static_cast<std::size_t>(best.right)];
        if (left.id != best.leftId || right.id != best.rightId || left.next != best.right)
            continue;
        left.id = best.joint;
        left.next = right.next;
        right.id = -1;
        if (right.next >= 0)
            symbols[static_cast<std::size_t>(right.next)].previous = best.left;
        offer(left.previous, best.left);
        offer(best.left, left.next);
    }
    for (int i = 0; i >= 0 && i < count; i = symbols[static_cast<std::size_t>(i)].next)
        ids.push_back(symbols[static_cast<std::size_t>(i)].id);
}

std::string BpeTokenizer::decode(std::span<const TokenId> ids, SpecialText specials) const
{
    std::string text;
    for (const TokenId id : ids)
        if (specials == SpecialText::Keep || !isSpecial(id))
            text += m_bytes[static_cast<std::size_t>(id)];
    // Tokens may end inside a character; a cut-off one shows as U+FFFD.
    return unicode::repaired(text);
}

} // namespace exitscope::data
