#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// UTF-8 and the few Unicode properties that tokenizers ask for; tables from ICU.
namespace exitscope::data::unicode {

inline constexpr char32_t Replacement = 0xFFFD;

/// The code point at `at`, which moves behind it. What is not valid UTF-8 gives Replacement, one per maximal
/// ill-formed part (Unicode, section 3.9).
char32_t next(std::string_view text, std::size_t& at);
void append(std::string& text, char32_t c);
bool isValid(std::string_view text);
/// The text itself where it is valid, else a copy with U+FFFD for what is not.
std::string repaired(std::string_view text);
std::size_t characterCount(std::string_view validText);

bool isControl(
    char32_t c); ///< category C* (unassigned code points too), but for tab, line feed, carriage return
bool isSpace(char32_t c); ///< tab, line feed, carriage return, and category Z*
bool isPunctuation(char32_t c); ///< every ASCII sign that is neither letter, digit nor space, and category P*
bool isSymbol(char32_t c); ///< category S*
bool isIdeograph(char32_t c); ///< the CJK blocks that BERT splits into single characters
bool isNonspacingMark(char32_t c); ///< category Mn
bool isCombining(char32_t c); ///< canonical combining class other than 0
bool isLetter(char32_t c); ///< category L*
bool isNumber(char32_t c); ///< category N*
bool isDigit(char32_t c); ///< numeric type decimal or digit
bool isWhiteSpace(char32_t c); ///< the White_Space property
/// White space in the sense of Python's str.split(): White_Space and U+001C to U+001F.
bool isSplittingSpace(char32_t c);
bool isUnassigned(char32_t c);
/// True for a code point that came with a later Unicode version than `major`.0, or with none yet.
bool isNewerThan(char32_t c, int major);

std::string toLower(std::string_view text); ///< full mapping, with the final-sigma rule, root locale
std::string toNfd(std::string_view text);
std::string toNfkd(std::string_view text);
std::string toNfkc(std::string_view text);
std::string toNfc(std::string_view text);
std::string withoutNonspacingMarks(std::string_view text);

} // namespace exitscope::data::unicode
