#include "core/metric/text_words.h"

#include "core/data/unicode_text.h"
#include "core/error.h"
#include "core/nearest_name.h"

#include <algorithm>
#include <array>

namespace exitscope::metric {

namespace {

namespace unicode = data::unicode;

constexpr std::array<std::string_view, 3> splitNames { "13a", "international", "spaces" };

/// What Python's str.split() gives.
Words atSpaces(std::string_view text)
{
    Words words(1);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        if (!unicode::isSplittingSpace(unicode::next(text, at)))
            words.back() += text.substr(start, at - start);
        else if (!words.back().empty())
            words.emplace_back();
    }
    if (words.back().empty())
        words.pop_back();
    return words;
}

void replaceAll(std::string& text, std::string_view what, std::string_view by)
{
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
}

bool isAsciiDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isPointOrComma(char c)
{
    return c == '.' || c == ',';
}

/// The ASCII marks that mteval-v13a always sets apart: all but ' , - .
bool isSetApart(char c)
{
    return (c >= '{' && c <= '~') || (c >= '[' && c <= '`') || (c >= '!' && c <= '&') || (c >= '(' && c <= '+')
        || (c >= ':' && c <= '@') || c == '/';
}

/// One pass of a rule over pairs of neighbours, from the left, none overlapping: where `matches(a, b)`, `replace` writes both.
template <typename Matches, typename Replace>
std::string overPairs(const std::string& text, const Matches& matches, const Replace& replace)
{
    std::string result;
    std::size_t at = 0;
    for (; at + 1 < text.size();) {
        if (matches(text[at], text[at + 1])) {
            replace(result, text[at], text[at + 1]);
            at += 2;
        } else {
            result += text[at++];
        }
    }
    return result += text.substr(at);
}

Words words13a(std::string_view given)
{
    std::string text(given);
    replaceAll(text, "<skipped>", "");
    replaceAll(text, "-\n", "");
    replaceAll(text, "&quot;", "\"");
    replaceAll(text, "&amp;", "&");
    replaceAll(text, "&lt;", "<");
    replaceAll(text, "&gt;", ">");
    std::string spaced = " ";
    for (const char c : text)
        spaced += isSetApart(c) ? std::string { ' ', c, ' ' } : std::string(1, c);
    spaced += ' ';
    // Bytes will do for characters: neither digits nor these marks are part of a longer sequence.
    spaced = overPairs(
        spaced, [](char a, char b) { return !isAsciiDigit(a) && isPointOrComma(b); },
        [](std::string& out, char a, char b) { out += { a, ' ', b, ' ' }; });
    spaced = overPairs(
        spaced, [](char a, char b) { return isPointOrComma(a) && !isAsciiDigit(b); },
        [](std::string& out, char a, char b) { out += { ' ', a, ' ', b }; });
    spaced = overPairs(
        spaced, [](char a, char b) { return isAsciiDigit(a) && b == '-'; },
        [](std::string& out, char a, char b) { out += { a, ' ', b, ' ' }; });
    return atSpaces(spaced);
}

/// Category P alone: BERT's punctuation has the ASCII symbols among it.
bool isMark(char32_t c)
{
    return unicode::isPunctuation(c) && !unicode::isSymbol(c);
}

std::u32string characters(std::string_view text)
{
    std::u32string all;
    for (std::size_t at = 0; at < text.size();)
        all += unicode::next(text, at);
    return all;
}

Words internationalWords(std::string_view text)
{
    const auto pass = [](const std::u32string& from, const auto& matches, const auto& replace) {
        std::u32string result;
        std::size_t at = 0;
        while (at + 1 < from.size()) {
            if (matches(from[at], from[at + 1])) {
                replace(result, from[at], from[at + 1]);
                at += 2;
            } else {
                result += from[at++];
            }
        }
        return result += from.substr(at);
    };
    auto spaced = pass(
        characters(text), [](char32_t a, char32_t b) { return !unicode::isNumber(a) && isMark(b); },
        [](std::u32string& out, char32_t a, char32_t b) { out += { a, U' ', b, U' ' }; });
    spaced = pass(
        spaced, [](char32_t a, char32_t b) { return isMark(a) && !unicode::isNumber(b); },
        [](std::u32string& out, char32_t a, char32_t b) { out += { U' ', a, U' ', b }; });
    std::string result;
    for (const char32_t c : spaced) {
        const char* space = unicode::isSymbol(c) ? " " : "";
        result += space;
        unicode::append(result, c);
        result += space;
    }
    return atSpaces(result);
}

} // namespace

std::string_view nameOf(BleuSplit split)
{
    return splitNames[static_cast<std::size_t>(split)];
}

BleuSplit bleuSplitNamed(std::string_view name)
{
    const auto found = std::find(splitNames.begin(), splitNames.end(), name);
    if (found == splitNames.end())
        throw InputError("there is no way to cut words called \"" + std::string(name) + "\"", nameRemedy(name, splitNames));
    return static_cast<BleuSplit>(found - splitNames.begin());
}

Words bleuWords(std::string_view text, BleuSplit split)
{
    switch (split) {
    case BleuSplit::Mteval13a:
        return words13a(text);
    case BleuSplit::International:
        return internationalWords(text);
    case BleuSplit::Spaces:
        return atSpaces(text);
    }
    return {};
}

Words rougeWords(std::string_view text)
{
    const std::string lower = unicode::toLower(text);
    Words words(1);
    for (std::size_t at = 0; at < lower.size();) {
        const char32_t c = unicode::next(lower, at);
        const bool isAlone = unicode::isIdeograph(c);
        const bool isPart = unicode::isLetter(c) || unicode::isNumber(c)
            || (!words.back().empty() && (unicode::isCombining(c) || unicode::isNonspacingMark(c)));
        if ((isAlone || !isPart) && !words.back().empty())
            words.emplace_back();
        if (isAlone || isPart)
            unicode::append(words.back(), c);
        if (isAlone)
            words.emplace_back();
    }
    if (words.back().empty())
        words.pop_back();
    return words;
}

Words squadWords(std::string_view text)
{
    const std::string lower = unicode::toLower(text);
    std::string bare;
    for (std::size_t at = 0; at < lower.size();) {
        const char32_t c = unicode::next(lower, at);
        if (!unicode::isPunctuation(c))
            unicode::append(bare, c);
    }
    auto words = atSpaces(bare);
    std::erase_if(words, [](const std::string& word) { return word == "a" || word == "an" || word == "the"; });
    return words;
}

} // namespace exitscope::metric
