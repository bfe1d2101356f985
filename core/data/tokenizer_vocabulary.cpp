#include "core/data/tokenizer_vocabulary.h"

#include "core/data/unicode_text.h"

#include <algorithm>
#include <bit>
#include <cassert>

namespace exitscope::data {

namespace {

bool isAsciiSpace(char byte)
{
    const auto c = static_cast<unsigned char>(byte);
    return c < 0x80 && unicode::isSplittingSpace(c);
}

} // namespace

TokenTable::TokenTable(std::size_t capacity)
    : m_slots(std::bit_ceil(std::max<std::size_t>(capacity * 2, 16)))
    , m_mask(m_slots.size() - 1)
{ }

Vocabulary::Vocabulary(std::vector<std::string> tokens)
    : m_tokens(std::move(tokens))
    , m_table(m_tokens.size())
{
    const auto text
        = [this](TokenId id) -> std::string_view { return m_tokens[static_cast<std::size_t>(id)]; };
    for (std::size_t id = 0; id < m_tokens.size(); ++id)
        if (!m_tokens[id].empty())
            m_table.insert(m_tokens[id], static_cast<TokenId>(id), text);
}

const std::string& Vocabulary::token(TokenId id) const
{
    assert(id >= 0 && id < size());
    return m_tokens[static_cast<std::size_t>(id)];
}

std::optional<TokenId> Vocabulary::find(std::string_view token) const
{
    const TokenId id = find(PrefixHash::of(token), token);
    return id < 0 ? std::nullopt : std::optional(id);
}

AddedTokenSplitter::AddedTokenSplitter(std::span<const AddedToken> tokens)
    : m_tokens(tokens.begin(), tokens.end())
{
    std::erase_if(m_tokens, [](const AddedToken& token) { return token.content.empty(); });
    std::stable_sort(m_tokens.begin(), m_tokens.end(),
        [](const AddedToken& a, const AddedToken& b) { return a.content.size() > b.content.size(); });
    for (const AddedToken& token : m_tokens) {
        assert(token.id);
        m_startsToken[static_cast<unsigned char>(token.content.front())] = true;
    }
}

const AddedToken* AddedTokenSplitter::matchAt(std::string_view text, std::size_t at) const
{
    if (!m_startsToken[static_cast<unsigned char>(text[at])])
        return nullptr;
    for (const AddedToken& token : m_tokens)
        if (text.substr(at, token.content.size()) == token.content)
            return &token;
    return nullptr;
}

AddedTokenSplitter::Part AddedTokenSplitter::next(std::string_view text, std::size_t& at) const
{
    const std::size_t start = at;
    const AddedToken* token = nullptr;
    while (at < text.size() && !(token = matchAt(text, at)))
        ++at;
    if (at > start) {
        std::string_view plain = text.substr(start, at - start);
        if (token && token->eatsSpaceBefore) {
            while (!plain.empty() && isAsciiSpace(plain.back()))
                plain.remove_suffix(1);
        }
        return { plain, -1 };
    }
    at += token->content.size();
    const Part part { text.substr(start, token->content.size()), *token->id };
    while (token->eatsSpaceAfter && at < text.size() && isAsciiSpace(text[at]))
        ++at;
    return part;
}

} // namespace exitscope::data
