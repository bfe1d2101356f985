#include "core/examples/text_finder.h"

#include "core/data/unicode_text.h"

#include <algorithm>

namespace exitscope::examples {

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

} // namespace

TextFinder::TextFinder(std::string_view needle)
    : m_needle(data::unicode::toLower(needle))
    , m_isAscii(std::all_of(needle.begin(), needle.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
{
    if (!m_needle.empty() && m_needle[0] >= 'a' && m_needle[0] <= 'z')
        m_upper = static_cast<char>(m_needle[0] - ('a' - 'A'));
}

bool TextFinder::isIn(std::string_view text) const
{
    if (m_needle.empty())
        return true;
    return m_isAscii ? isInAscii(text) : data::unicode::toLower(text).find(m_needle) != std::string::npos;
}

bool TextFinder::isInAscii(std::string_view text) const
{
    if (text.size() < m_needle.size())
        return false;
    const char first = m_needle[0];
    const std::size_t starts = text.size() - m_needle.size() + 1;
    for (std::size_t at = 0; at < starts; ++at) {
        if (text[at] != first && (m_upper == 0 || text[at] != m_upper))
            continue;
        std::size_t same = 1;
        while (same < m_needle.size() && lower(text[at + same]) == m_needle[same])
            ++same;
        if (same == m_needle.size())
            return true;
    }
    return false;
}

} // namespace exitscope::examples
