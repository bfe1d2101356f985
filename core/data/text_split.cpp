#include "core/data/text_split.h"

#include "core/data/bpe_split.h"
#include "core/data/unicode_text.h"
#include "core/error.h"

#include <unicode/regex.h>
#include <unicode/utext.h>

#include <cstdint>
#include <cstdlib>

namespace exitscope::data {

namespace {

class Gpt2Split final : public TextSplit
{
public:
    void split(std::string_view text, std::vector<std::string_view>& parts) const override
    {
        while (!text.empty()) {
            parts.push_back(nextBpePiece(text));
            text.remove_prefix(parts.back().size());
        }
    }
};

class DigitSplit final : public TextSplit
{
public:
    explicit DigitSplit(bool isSingle)
        : m_isSingle(isSingle)
    { }

    void split(std::string_view text, std::vector<std::string_view>& parts) const override
    {
        std::size_t begin = 0;
        bool wasNumber = false;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t here = at;
            const bool isNumber = unicode::isNumber(unicode::next(text, at));
            if (here > begin && (isNumber != wasNumber || (isNumber && m_isSingle))) {
                parts.push_back(text.substr(begin, here - begin));
                begin = here;
            }
            wasNumber = isNumber;
        }
        if (begin < text.size())
            parts.push_back(text.substr(begin));
    }

private:
    bool m_isSingle;
};

/// ICU's white space leaves out two characters of Oniguruma's.
std::string withWhiteSpace(const std::string& pattern)
{
    std::string result;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        if (pattern[at] != '\\' || at + 1 == pattern.size()) {
            result += pattern[at];
            continue;
        }
        const char escaped = pattern[++at];
        if (escaped == 's')
            result += "[\\s\\x0b\\u0085]";
        else if (escaped == 'S')
            result += "[^\\s\\x0b\\u0085]";
        else
            (result += '\\') += escaped;
    }
    return result;
}

class RegexSplit final : public TextSplit
{
public:
    RegexSplit(const std::string& pattern, bool keepsBetween)
        : m_keepsBetween(keepsBetween)
    {
        UErrorCode status = U_ZERO_ERROR;
        m_pattern.reset(icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(withWhiteSpace(pattern)), 0, status));
        if (U_FAILURE(status))
            throw InputError("\"" + pattern + "\" is not a regular expression that can be read (" + u_errorName(status) + ")",
                "take the model's own tokenizer files");
    }

    void split(std::string_view text, std::vector<std::string_view>& parts) const override
    {
        UErrorCode status = U_ZERO_ERROR;
        const std::unique_ptr<UText, decltype(&utext_close)> view(
            utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status), &utext_close);
        const std::unique_ptr<icu::RegexMatcher> matcher(m_pattern->matcher(status));
        if (U_FAILURE(status))
            throw std::bad_alloc();
        matcher->setTimeLimit(2'000, status); // in steps of some thousand states; about a second
        matcher->reset(view.get());
        std::size_t behind = 0;
        while (matcher->find(status) && U_SUCCESS(status)) {
            const auto start = static_cast<std::size_t>(matcher->start64(status));
            const auto end = static_cast<std::size_t>(matcher->end64(status));
            if (m_keepsBetween && start > behind)
                parts.push_back(text.substr(behind, start - behind));
            if (end > start)
                parts.push_back(text.substr(start, end - start));
            behind = end;
        }
        if (U_FAILURE(status))
            throw InputError(std::string("the tokenizer's regular expression does not come to an end on a text (")
                    + u_errorName(status) + ")",
                "take the model's own tokenizer files, or shorter texts");
        if (m_keepsBetween && behind < text.size())
            parts.push_back(text.substr(behind));
    }

private:
    std::unique_ptr<const icu::RegexPattern> m_pattern;
    bool m_keepsBetween;
};

} // namespace

std::unique_ptr<const TextSplit> gpt2Split() { return std::make_unique<Gpt2Split>(); }

std::unique_ptr<const TextSplit> digitSplit(bool isSingle) { return std::make_unique<DigitSplit>(isSingle); }

std::unique_ptr<const TextSplit> regexSplit(const std::string& pattern, bool keepsBetween)
{
    return std::make_unique<RegexSplit>(pattern, keepsBetween);
}

} // namespace exitscope::data
