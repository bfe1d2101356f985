#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace exitscope::figure {

/// A PDF object as a value. `text`: of a Name without its slash, of a String its bytes.
struct PdfValue
{
    enum class Kind { Null, Number, Reference, Name, String, Array, Dictionary };

    Kind kind = Kind::Null;
    std::int64_t number = 0; ///< Number (its whole part), or the object that a Reference means
    std::string text;
    std::vector<PdfValue> items;
    std::map<std::string, PdfValue> entries;

    /// Null where this is no dictionary or has no such entry.
    const PdfValue& operator[](const std::string& key) const;
};

/// Reads one value at `at` and moves behind it. Throws InputError for what is no PDF syntax, ends early or nests
/// deeper than 64.
PdfValue readPdfValue(std::string_view pdf, std::size_t& at);

/// White space and comments are skipped; moves behind `word` and gives true where it comes next.
bool skipPdfWord(std::string_view pdf, std::size_t& at, std::string_view word);

/// A text string (UTF-16 with its mark, UTF-8, or bytes up to 0x7e) as UTF-8.
std::string pdfText(const std::string& bytes);

} // namespace exitscope::figure
