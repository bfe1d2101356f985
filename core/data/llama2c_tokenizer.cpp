#include "core/data/llama2c_tokenizer.h"

#include "core/data/byte_piece.h"
#include "core/data/unicode_text.h"
#include "core/error.h"
#include "core/io/mapped_file.h"

#include <algorithm>
#include <cstring>
#include <queue>

namespace exitscope::data {

namespace {

constexpr TokenId unknownId = 0, firstId = 1, lastId = 2, firstByteId = 3;
constexpr TokenId lastByteId = firstByteId + 255;

/// Takes numbers and bytes off the front of a file.
class Bytes
{
public:
    Bytes(const std::filesystem::path& file, std::span<const std::byte> bytes)
        : m_file(file)
        , m_rest(bytes)
    { }

    bool isAtEnd() const { return m_rest.empty(); }
    template <typename T> T take()
    {
        T value {};
        const auto bytes = next(sizeof value);
        std::memcpy(&value, bytes.data(), sizeof value);
        return value;
    }
    std::string text(std::size_t size)
    {
        const auto bytes = next(size);
        return { reinterpret_cast<const char*>(bytes.data()), bytes.size() };
    }
    [[noreturn]] void fail(const std::string& problem) const
    {
        throw InputError(m_file, problem, "expected a tokenizer of llama2.c, complete");
    }

private:
    std::span<const std::byte> next(std::size_t size)
    {
        if (size > m_rest.size())
            fail("it ends inside a piece");
        const auto bytes = m_rest.first(size);
        m_rest = m_rest.subspan(size);
        return bytes;
    }

    const std::filesystem::path& m_file;
    std::span<const std::byte> m_rest;
};

struct Symbol
{
    TokenId id;
    int previous, next; ///< neighbours by index, -1 at the ends
};

struct Candidate
{
    float score;
    int left, right;
    TokenId leftId, rightId; ///< what both were when this was found; else it is out of date
    TokenId joint;

    /// For a heap whose top is the best score, the leftmost of several.
    friend bool operator<(const Candidate& a, const Candidate& b)
    {
        return a.score != b.score ? a.score < b.score : a.left > b.left;
    }
};

} // namespace

std::unique_ptr<Llama2cTokenizer> Llama2cTokenizer::open(const std::filesystem::path& file)
{
    constexpr std::int32_t longestPiece = 1 << 16;
    const auto mapped = io::MappedFile::open(file);
    Bytes bytes(file, mapped->bytes());
    const auto longest = bytes.take<std::int32_t>();
    if (longest < 1 || longest > longestPiece)
        bytes.fail("its first number is no length of a piece");
    std::vector<std::string> pieces;
    std::vector<float> scores;
    while (!bytes.isAtEnd()) {
        scores.push_back(bytes.take<float>());
        const auto size = bytes.take<std::int32_t>();
        if (size < 0 || size > longestPiece)
            bytes.fail("piece " + std::to_string(pieces.size()) + " has a length of " + std::to_string(size));
        pieces.push_back(bytes.text(static_cast<std::size_t>(size)));
    }
    if (std::ssize(pieces) <= lastByteId || byteOfPiece(pieces[firstByteId]) != 0 || byteOfPiece(pieces[lastByteId]) != 255)
        bytes.fail("its pieces from 3 on are not the 256 bytes");
    return std::unique_ptr<Llama2cTokenizer>(new Llama2cTokenizer(std::move(pieces), std::move(scores)));
}

Llama2cTokenizer::Llama2cTokenizer(std::vector<std::string> pieces, std::vector<float> scores)
    : Tokenizer({ .kind = "BPE by score, llama2.c",
          .special = { .unknown = unknownId, .first = firstId, .separator = lastId },
          .layout = Layout::Start })
    , m_vocabulary(std::move(pieces))
    , m_scores(std::move(scores))
{ }

void Llama2cTokenizer::appendCharacter(std::string_view character, std::vector<TokenId>& ids) const
{
    if (const auto id = m_vocabulary.find(character)) {
        ids.push_back(*id);
        return;
    }
    for (const char byte : character)
        ids.push_back(firstByteId + static_cast<unsigned char>(byte));
}

void Llama2cTokenizer::appendIds(std::string_view text, std::vector<TokenId>& ids) const
{
    if (text.empty())
        return;
    const std::string valid = ' ' + unicode::repaired(text);
    std::vector<TokenId> characters;
    for (std::size_t at = 0; at < valid.size();) {
        const std::size_t start = at;
        (void)unicode::next(valid, at);
        appendCharacter(std::string_view(valid).substr(start, at - start), characters);
    }
    std::vector<Symbol> symbols;
    std::priority_queue<Candidate> heap;
    const auto symbol = [&](int i) -> Symbol& { return symbols[static_cast<std::size_t>(i)]; };
    const auto offer = [&](int left, int right) {
        if (left < 0 || right < 0)
            return;
        const TokenId a = symbol(left).id, b = symbol(right).id;
        if (const auto joint = m_vocabulary.find(m_vocabulary.token(a) + m_vocabulary.token(b)))
            heap.push({ m_scores[static_cast<std::size_t>(*joint)], left, right, a, b, *joint });
    };
    const int count = static_cast<int>(characters.size());
    for (int i = 0; i < count; ++i)
        symbols.push_back({ characters[static_cast<std::size_t>(i)], i - 1, i + 1 < count ? i + 1 : -1 });
    for (int i = 0; i + 1 < count; ++i)
        offer(i, i + 1);
    while (!heap.empty()) {
        const Candidate best = heap.top();
        heap.pop();
        Symbol& left = symbol(best.left);
        Symbol& right = symbol(best.right);
        if (left.id != best.leftId || right.id != best.rightId || left.next != best.right)
            continue;
        left.id = best.joint;
        left.next = right.next;
        right.id = -1;
        if (left.next >= 0)
            symbol(left.next).previous = best.left;
        offer(left.previous, best.left);
        offer(best.left, left.next);
    }
    for (int i = 0; i >= 0 && i < count; i = symbol(i).next)
        ids.push_back(symbol(i).id);
}

std::string Llama2cTokenizer::decode(std::span<const TokenId> ids, SpecialText specials) const
{
    std::string text;
    for (const TokenId id : ids) {
        if (specials == SpecialText::Skip && isSpecial(id))
            continue;
        if (id >= firstByteId && id <= lastByteId)
            text.push_back(static_cast<char>(id - firstByteId));
        else
            text += token(id);
    }
    if (text.starts_with(' '))
        text.erase(0, 1); // the blank that appendIds() put there
    return unicode::repaired(text);
}

} // namespace exitscope::data
