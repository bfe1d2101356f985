#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace exitscope::report {

/// A rectangle of text with headings, UTF-8: [columns] and [rows][columns].
struct TextTable
{
    std::vector<std::string> headings;
    std::vector<bool> isNumber; ///< [columns] or shorter: set flush right where the format can
    std::vector<std::vector<std::string>> rows;
};

enum class TableFormat { Tsv, Csv, Markdown, Latex };

/// The table as text; lines end in \n. TSV: tabs and line ends inside cells become spaces. CSV: quoted by RFC 4180.
/// Markdown: what would be markup is escaped. LaTeX: booktabs, special characters escaped; letters of any script stay as
/// they are. Window and command line write the same bytes.
std::string tableText(const TextTable& table, TableFormat format);

/// One string with LaTeX's special characters escaped, line ends as spaces, and the few signs that pdfTeX knows in formulas
/// only (≥, δ, …) as formulas.
std::string latexEscaped(std::string_view text);

} // namespace exitscope::report
