#pragma once

#include "core/data/tokenizer.h"

#include <string>
#include <vector>

namespace exitscope::data {

/// What each token adds to a text that grows: pieces may be less than a character, and spacing depends on what stands before.
/// The pieces put together are the decoded text.
class TextStream
{
public:
    /// `before`: the tokens that the text goes on from; only the last few matter.
    TextStream(const Tokenizer& tokenizer, std::span<const TokenId> before);

    /// What can be told of the text with this token; empty while a character is not complete.
    std::string add(TokenId id);
    /// What was held back at the end: a character that never became complete shows as U+FFFD.
    std::string finish();

private:
    std::string told(bool isEnd);

    const Tokenizer& m_tokenizer;
    std::vector<TokenId> m_ids; ///< some tokens that give the spacing, then those that are not told yet
    std::size_t m_context = 0; ///< how many of them are told
};

} // namespace exitscope::data
