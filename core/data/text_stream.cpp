#include "core/data/text_stream.h"

#include <algorithm>

namespace exitscope::data {

namespace {

constexpr std::size_t context = 4; ///< tokens before, as many as a character may have
constexpr std::string_view replacement = "\xEF\xBF\xBD"; ///< U+FFFD

} // namespace

TextStream::TextStream(const Tokenizer& tokenizer, std::span<const TokenId> before)
    : m_tokenizer(tokenizer)
    , m_ids(before.end() - static_cast<std::ptrdiff_t>(std::min(context, before.size())), before.end())
    , m_context(m_ids.size())
{ }

std::string TextStream::add(TokenId id)
{
    m_ids.push_back(id);
    return told(false);
}

std::string TextStream::finish() { return m_ids.size() > m_context ? told(true) : std::string(); }

std::string TextStream::told(bool isEnd)
{
    const std::string known = m_tokenizer.decode(std::span(m_ids).first(m_context), SpecialText::Skip);
    const std::string all = m_tokenizer.decode(m_ids, SpecialText::Skip);
    if (!isEnd && all.ends_with(replacement) && m_ids.size() - m_context < context)
        return {};
    m_ids.erase(m_ids.begin(), m_ids.end() - static_cast<std::ptrdiff_t>(std::min(context, m_ids.size())));
    m_context = m_ids.size();
    return all.size() > known.size() ? all.substr(known.size()) : std::string();
}

} // namespace exitscope::data
