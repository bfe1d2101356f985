#include "app/cli/table_formats.h"

#include "app/cli/text_table.h"
#include "core/report/table_text.h"

#include <algorithm>
#include <utility>

namespace exitscope::cli {

namespace {

std::string plain(const TableCells& head, const std::vector<TableCells>& rows, std::size_t textColumns)
{
    std::vector<TextTable::Column> columns;
    for (const auto& cell : head)
        columns.push_back({ cell, columns.size() < textColumns ? Align::Left : Align::Right });
    TextTable table(std::move(columns));
    for (const auto& row : rows)
        table.addRow(row);
    return table.text();
}

} // namespace

TableFormat tableFormatNamed(const std::string& name)
{
    return name == "markdown" ? TableFormat::Markdown
        : name == "latex"     ? TableFormat::Latex
        : name == "csv"       ? TableFormat::Csv
        : name == "tsv"       ? TableFormat::Tsv
                              : TableFormat::Text;
}

std::string formatted(
    const TableCells& head, const std::vector<TableCells>& rows, TableFormat format, std::size_t textColumns)
{
    report::TextTable table;
    table.isNumber.assign(head.size(), true);
    std::fill_n(table.isNumber.begin(), textColumns, false);
    table.headings = head;
    table.rows = rows;
    switch (format) {
    case TableFormat::Markdown:
        return report::tableText(table, report::TableFormat::Markdown);
    case TableFormat::Latex:
        return report::tableText(table, report::TableFormat::Latex);
    case TableFormat::Csv:
        return report::tableText(table, report::TableFormat::Csv);
    case TableFormat::Tsv:
        return report::tableText(table, report::TableFormat::Tsv);
    case TableFormat::Text:
        break;
    }
    return plain(head, rows, textColumns);
}

std::string speedText(double speedup)
{
    std::string text = decimal(speedup, 2);
    while (text.back() == '0')
        text.pop_back();
    if (text.back() == '.')
        text.pop_back();
    return text + "x";
}

} // namespace exitscope::cli
