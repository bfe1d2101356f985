#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace exitscope::widgets {

/// A rectangle of text with headings: [columns] and [rows][columns].
struct TextTable
{
    std::vector<QString> headings;
    std::vector<bool> isNumber; ///< [columns]: set flush right where the format can
    std::vector<std::vector<QString>> rows;
};

enum class TableFormat { Tsv, Csv, Markdown, Latex };

/// The table as text, UTF-8 when encoded, lines end in \n. TSV: tabs and line ends inside cells become spaces.
/// CSV: quoted by RFC 4180. Markdown: pipes escaped. LaTeX: booktabs, special characters escaped.
[[nodiscard]] QString tableText(const TextTable& table, TableFormat format);

/// One string with LaTeX's special characters escaped.
[[nodiscard]] QString latexEscaped(const QString& text);

} // namespace exitscope::widgets
