#include "tests/gui/sample_tokens.h"

#include <algorithm>

namespace exitscope::widgets::samples {

namespace {

std::uint64_t mixed(std::uint64_t value)
{
    value = (value ^ (value >> 31)) * 0x9e3779b97f4a7c15U;
    return (value ^ (value >> 29)) * 0xbf58476d1ce4e5b9U >> 17;
}

QString word(std::uint64_t rank)
{
    static const char* const syllables[] = { "a", "the", "to", "ri", "ment", "lo", "qua", "sen", "ti", "on", "er", "ly" };
    QString text;
    for (std::uint64_t rest = rank + 1; rest > 0; rest /= 12)
        text += QLatin1String(syllables[rest % 12]);
    return text;
}

} // namespace

Tokens::Tokens(int paragraphs, int perParagraph, int exits)
    : m_paragraphs(paragraphs)
    , m_perParagraph(perParagraph)
    , m_exits(exits)
{
}

std::vector<TokenPiece> Tokens::pieces(int paragraph, int first, int count) const
{
    ++m_asked;
    std::vector<TokenPiece> pieces;
    for (int token = first; token < std::min(first + count, m_perParagraph); ++token) {
        const std::int64_t unit = std::int64_t { paragraph } * m_perParagraph + token;
        const std::uint64_t drawn = mixed(static_cast<std::uint64_t>(unit) + 7);
        const std::uint64_t rank = 30000 / (1 + drawn % 30000); // frequent words are few, as in any text
        pieces.push_back({ word(rank + (drawn >> 20) % 3), token % 7 != 3, unit });
    }
    return pieces;
}

std::pair<int, int> Tokens::placeOf(std::int64_t unit) const
{
    if (unit < 0 || unit >= units())
        return { -1, -1 };
    return { static_cast<int>(unit / m_perParagraph), static_cast<int>(unit % m_perParagraph) };
}

int Tokens::exitOf(std::int64_t unit) const
{
    return std::clamp(static_cast<int>(mixed(static_cast<std::uint64_t>(unit)) % static_cast<std::uint64_t>(m_exits)) + m_shift,
        0, m_exits - 1);
}

LensMark Tokens::lens(std::int64_t unit) const
{
    if (!m_isPinned)
        return {};
    const int exit = exitOf(unit), other = m_exits / 2;
    return { exit == other ? Lens::Same : exit < other ? Lens::Earlier : Lens::Later, other, unit % 5 == 0 };
}

} // namespace exitscope::widgets::samples
