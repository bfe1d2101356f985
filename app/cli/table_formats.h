#pragma once

#include <string>
#include <vector>

namespace exitscope::cli {

/// How a table is written: aligned for a terminal, GitHub's Markdown, LaTeX with booktabs, comma- or tab-separated
/// values.
enum class TableFormat { Text, Markdown, Latex, Csv, Tsv };

/// Of "text", "markdown", "latex", "csv" and "tsv", as options name them; text for any other.
TableFormat tableFormatNamed(const std::string& name);

using TableCells = std::vector<std::string>;

/// The first columns are what a row is about, the others are figures; every row has as many cells as the head.
std::string formatted(
    const TableCells& head, const std::vector<TableCells>& rows, TableFormat format, std::size_t textColumns = 1);

/// "1.5x".
std::string speedText(double speedup);

} // namespace exitscope::cli
