#include "app/cli/text_table.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cmath>

namespace exitscope::cli {

namespace {

/// Characters, not bytes: names may be in any language.
std::size_t widthOf(const std::string& text)
{
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

void appendPadded(std::string& out, const std::string& cell, std::size_t width, Align align, bool isLast)
{
    const std::string padding(width - widthOf(cell), ' ');
    if (align == Align::Right)
        out += padding + cell;
    else
        out += isLast ? cell : cell + padding;
    out += isLast ? "\n" : "  ";
}

} // namespace

TextTable::TextTable(std::vector<Column> columns)
    : m_columns(std::move(columns))
{ }

void TextTable::addRow(std::vector<std::string> cells)
{
    assert(cells.size() == m_columns.size());
    for (auto& cell : cells)
        std::replace_if(
            cell.begin(), cell.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    m_rows.push_back(std::move(cells));
}

std::string TextTable::text() const
{
    std::vector<std::size_t> widths;
    for (std::size_t column = 0; column < m_columns.size(); ++column) {
        std::size_t width = widthOf(m_columns[column].heading);
        for (const auto& row : m_rows)
            width = std::max(width, widthOf(row[column]));
        widths.push_back(width);
    }
    std::string out;
    for (std::size_t column = 0; column < m_columns.size(); ++column)
        appendPadded(out, m_columns[column].heading, widths[column], m_columns[column].align,
            column + 1 == m_columns.size());
    for (const auto& row : m_rows)
        for (std::size_t column = 0; column < m_columns.size(); ++column)
            appendPadded(
                out, row[column], widths[column], m_columns[column].align, column + 1 == m_columns.size());
    return out;
}

std::string decimal(double value, int decimals)
{
    if (std::isnan(value))
        return "-";
    char buffer[400]; // the longest double in fixed notation has 309 digits before the point
    const auto end
        = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, decimals).ptr;
    return { buffer, end };
}

} // namespace exitscope::cli
