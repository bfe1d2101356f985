#include "core/data/unicode_text.h"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <cstdint>
#include <stdexcept>

namespace exitscope::data::unicode {

namespace {

/// What may follow a lead byte: how many bytes, and the range of the first of them (Unicode, table 3-7).
struct Sequence
{
    int trailing = 0;
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
};

Sequence sequenceOf(unsigned char lead)
{
    if (lead >= 0xC2 && lead <= 0xDF)
        return { .trailing = 1 };
    if (lead == 0xE0)
        return { .trailing = 2, .low = 0xA0 };
    if (lead == 0xED)
        return { .trailing = 2, .high = 0x9F };
    if (lead >= 0xE1 && lead <= 0xEF)
        return { .trailing = 2 };
    if (lead == 0xF0)
        return { .trailing = 3, .low = 0x90 };
    if (lead >= 0xF1 && lead <= 0xF3)
        return { .trailing = 3 };
    if (lead == 0xF4)
        return { .trailing = 3, .high = 0x8F };
    return {};
}

UChar32 icu(char32_t c) { return static_cast<UChar32>(c); }

std::uint32_t categoryMask(char32_t c) { return std::uint32_t { 1 } << u_charType(icu(c)); }

void check(UErrorCode status)
{
    if (U_FAILURE(status))
        throw std::runtime_error(std::string("Unicode tables: ") + u_errorName(status));
}

icu::StringPiece piece(std::string_view text)
{
    return { text.data(), static_cast<std::int32_t>(text.size()) };
}

/// ICU counts in 32 bits; longer texts are worked off in parts that end at a space.
template <typename Step> std::string inParts(std::string_view text, Step step)
{
    constexpr std::size_t Part = std::size_t { 1 } << 24;
    std::string result;
    result.reserve(text.size());
    icu::StringByteSink<std::string> sink(&result);
    while (!text.empty()) {
        std::size_t length = text.size();
        if (length > Part) {
            const auto space = text.find(' ', Part);
            if (space != std::string_view::npos)
                length = space + 1;
        }
        if (length > 0x7FFFFFFF)
            throw std::length_error("a text without a space in two gigabytes");
        step(piece(text.substr(0, length)), sink);
        text.remove_prefix(length);
    }
    return result;
}

std::string normalized(const icu::Normalizer2* (*instance)(UErrorCode&), std::string_view text)
{
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* form = instance(status);
    check(status);
    return inParts(text, [form](icu::StringPiece part, icu::ByteSink& sink) {
        UErrorCode partStatus = U_ZERO_ERROR;
        form->normalizeUTF8(0, part, sink, nullptr, partStatus);
        check(partStatus);
    });
}

const icu::Normalizer2* nfkdInstance(UErrorCode& status) { return icu::Normalizer2::getNFKDInstance(status); }
const icu::Normalizer2* nfdInstance(UErrorCode& status) { return icu::Normalizer2::getNFDInstance(status); }
const icu::Normalizer2* nfkcInstance(UErrorCode& status) { return icu::Normalizer2::getNFKCInstance(status); }
const icu::Normalizer2* nfcInstance(UErrorCode& status) { return icu::Normalizer2::getNFCInstance(status); }

} // namespace

char32_t next(std::string_view text, std::size_t& at)
{
    const auto lead = static_cast<unsigned char>(text[at++]);
    if (lead < 0x80)
        return lead;
    Sequence sequence = sequenceOf(lead);
    if (sequence.trailing == 0)
        return Replacement;
    char32_t c = lead & (0x3Fu >> sequence.trailing);
    for (int i = 0; i < sequence.trailing; ++i) {
        if (at >= text.size())
            return Replacement;
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte < sequence.low || byte > sequence.high)
            return Replacement;
        c = (c << 6) | (byte & 0x3Fu);
        ++at;
        sequence.low = 0x80;
        sequence.high = 0xBF;
    }
    return c;
}

void append(std::string& text, char32_t c)
{
    const auto put = [&text](char32_t byte) { text.push_back(static_cast<char>(byte)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | (c >> 6));
        put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | (c >> 12));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | (c >> 18));
        put(0x80 | ((c >> 12) & 0x3F));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    }
}

bool isValid(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        // A Replacement that stands in the text is three bytes long and valid; a stand-in for a fault is not
        // it.
        if (next(text, at) == Replacement && text.substr(start, at - start) != "\xEF\xBF\xBD")
            return false;
    }
    return true;
}

std::string repaired(std::string_view text)
{
    if (isValid(text))
        return std::string(text);
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();)
        append(result, next(text, at));
    return result;
}

std::size_t characterCount(std::string_view validText)
{
    std::size_t count = 0;
    for (const char c : validText)
        count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return count;
}

bool isControl(char32_t c)
{
    if (c == '\t' || c == '\n' || c == '\r')
        return false;
    return (categoryMask(c) & U_GC_C_MASK) != 0;
}

bool isSpace(char32_t c)
{
    return c == '\t' || c == '\n' || c == '\r' || (categoryMask(c) & U_GC_Z_MASK) != 0;
}

bool isPunctuation(char32_t c)
{
    if (c < 0x80)
        return (c >= 33 && c <= 47) || (c >= 58 && c <= 64) || (c >= 91 && c <= 96) || (c >= 123 && c <= 126);
    return (categoryMask(c) & U_GC_P_MASK) != 0;
}

bool isIdeograph(char32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x2A6DF)
        || (c >= 0x2A700 && c <= 0x2B73F) || (c >= 0x2B740 && c <= 0x2B81F) || (c >= 0x2B820 && c <= 0x2CEAF)
        || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
}

bool isNonspacingMark(char32_t c) { return u_charType(icu(c)) == U_NON_SPACING_MARK; }

bool isCombining(char32_t c) { return u_getCombiningClass(icu(c)) != 0; }

bool isSymbol(char32_t c) { return (categoryMask(c) & U_GC_S_MASK) != 0; }

bool isLetter(char32_t c) { return (categoryMask(c) & U_GC_L_MASK) != 0; }

bool isNumber(char32_t c) { return (categoryMask(c) & U_GC_N_MASK) != 0; }

bool isDigit(char32_t c)
{
    const int type = u_getIntPropertyValue(icu(c), UCHAR_NUMERIC_TYPE);
    return type == U_NT_DECIMAL || type == U_NT_DIGIT;
}

bool isWhiteSpace(char32_t c) { return u_isUWhiteSpace(icu(c)) != 0; }

bool isSplittingSpace(char32_t c) { return (c >= 0x1C && c <= 0x1F) || isWhiteSpace(c); }

bool isUnassigned(char32_t c) { return u_charType(icu(c)) == U_UNASSIGNED; }

bool isNewerThan(char32_t c, int major)
{
    UVersionInfo age {};
    u_charAge(icu(c), age);
    return age[0] == 0 || age[0] > major || (age[0] == major && age[1] > 0);
}

std::string toLower(std::string_view text)
{
    return inParts(text, [](icu::StringPiece part, icu::ByteSink& sink) {
        UErrorCode status = U_ZERO_ERROR;
        icu::CaseMap::utf8ToLower("", 0, part, sink, nullptr, status);
        check(status);
    });
}

std::string toNfd(std::string_view text) { return normalized(nfdInstance, text); }

std::string toNfkd(std::string_view text) { return normalized(nfkdInstance, text); }

std::string toNfkc(std::string_view text) { return normalized(nfkcInstance, text); }

std::string toNfc(std::string_view text) { return normalized(nfcInstance, text); }

std::string withoutNonspacingMarks(std::string_view text)
{
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        if (!isNonspacingMark(next(text, at)))
            result.append(text.substr(start, at - start));
    }
    return result;
}

} // namespace exitscope::data::unicode
