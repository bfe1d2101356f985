#pragma once

#include "core/report/table_text.h"

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

using report::TableFormat;

/// As report::tableText() writes it, and so the command line.
[[nodiscard]] QString tableText(const TextTable& table, TableFormat format);

/// One string with LaTeX's special characters escaped.
[[nodiscard]] QString latexEscaped(const QString& text);

} // namespace exitscope::widgets
