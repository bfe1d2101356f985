#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace exitscope::data {

/// Cuts a text into what a tokenizer then merges within: one of tokenizer.json's pre-tokenizers. Immutable; for several threads.
class TextSplit
{
public:
    virtual ~TextSplit() = default;
    /// Appends the parts of `validText` in order; views into it.
    virtual void split(std::string_view validText, std::vector<std::string_view>& parts) const = 0;
};

/// GPT-2's own (nextBpePiece()).
std::unique_ptr<const TextSplit> gpt2Split();

/// Every character with a numeric value by itself, or runs of such.
std::unique_ptr<const TextSplit> digitSplit(bool isSingle);

/// What a regular expression matches is a part; what lies between is one too, or is dropped. Read as Oniguruma would: \s knows
/// the vertical tab and U+0085. Throws InputError for a pattern that is none, and split() for one that takes too long on a text.
std::unique_ptr<const TextSplit> regexSplit(const std::string& pattern, bool keepsBetween);

} // namespace exitscope::data
