#include "core/data/tokenizer.h"

#include "core/error.h"

#include <algorithm>

namespace exitscope::data {

namespace {

/// Drops tokens from the end of the longer list, one at a time; from the second when both are equally long.
void truncateLongestFirst(std::vector<TokenId>& a, std::vector<TokenId>& b, std::size_t limit)
{
    std::size_t lengthA = a.size();
    std::size_t lengthB = b.size();
    while (lengthA + lengthB > limit) {
        if (lengthA > lengthB)
            --lengthA;
        else
            --lengthB;
    }
    a.resize(lengthA);
    b.resize(lengthB);
}

} // namespace

Tokenizer::Tokenizer(Traits traits)
    : m_kind(std::move(traits.kind))
    , m_special(traits.special)
    , m_layout(traits.layout)
    , m_modelMaxLength(traits.modelMaxLength)
{ }

Tokenizer::~Tokenizer() = default;

std::vector<std::string> Tokenizer::tokenize(std::string_view text) const
{
    std::vector<TokenId> ids;
    appendIds(text, ids);
    std::vector<std::string> tokens;
    tokens.reserve(ids.size());
    for (const TokenId id : ids)
        tokens.push_back(token(id));
    return tokens;
}

bool Tokenizer::isSpecial(TokenId id) const
{
    return id >= 0
        && (id == m_special.pad || id == m_special.first || id == m_special.separator
            || id == m_special.mask);
}

int Tokenizer::addedTokens(bool isPair) const
{
    const int texts = isPair ? 2 : 1;
    const int between = isPair && m_layout == Layout::Roberta ? 1 : 0;
    return (opens() ? 1 : 0) + (closes() ? texts : 0) + between;
}

Encoding Tokenizer::encode(
    std::string_view a, std::optional<std::string_view> b, const EncodeOptions& options) const
{
    const bool withSpecials = options.addSpecialTokens && m_layout != Layout::Plain;
    const int added = withSpecials ? addedTokens(b.has_value()) : 0;
    if (options.maxLength < std::max(added, 1)) {
        throw InputError("a maximum length of " + std::to_string(options.maxLength)
                + " leaves no room for the " + std::to_string(added) + " special tokens",
            "use a larger maximum length");
    }
    std::vector<TokenId> idsA;
    std::vector<TokenId> idsB;
    appendIds(a, idsA);
    if (b)
        appendIds(*b, idsB);
    const auto limit = static_cast<std::size_t>(options.maxLength - added);
    Encoding result;
    result.truncated = idsA.size() + idsB.size() > limit;
    truncateLongestFirst(idsA, idsB, limit);

    auto& ids = result.ids;
    ids.reserve(idsA.size() + idsB.size() + static_cast<std::size_t>(added));
    if (withSpecials && opens())
        ids.push_back(m_special.first);
    ids.insert(ids.end(), idsA.begin(), idsA.end());
    if (withSpecials && closes())
        ids.push_back(m_special.separator);
    const std::size_t firstSegment = ids.size();
    if (b) {
        if (withSpecials && m_layout == Layout::Roberta)
            ids.push_back(m_special.separator);
        ids.insert(ids.end(), idsB.begin(), idsB.end());
        if (withSpecials && closes())
            ids.push_back(m_special.separator);
    }
    result.typeIds.assign(ids.size(), 0);
    if (m_layout != Layout::Roberta)
        std::fill(
            result.typeIds.begin() + static_cast<std::ptrdiff_t>(firstSegment), result.typeIds.end(), 1);
    return result;
}

Encoding Tokenizer::wrapped(std::span<const TokenId> pieces) const
{
    Encoding result;
    result.ids.reserve(pieces.size() + 2);
    if (opens())
        result.ids.push_back(m_special.first);
    result.ids.insert(result.ids.end(), pieces.begin(), pieces.end());
    if (closes())
        result.ids.push_back(m_special.separator);
    result.typeIds.assign(result.ids.size(), 0);
    return result;
}

} // namespace exitscope::data
