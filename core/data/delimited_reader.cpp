#include "core/data/delimited_reader.h"

#include "core/error.h"

#include <utility>

namespace exitscope::data {

namespace {
constexpr std::size_t cellsPerRowLimit = 4096;
constexpr std::size_t rowToCellLimit = 8;

std::string& cellAt(Row& row, std::size_t column)
{
    if (column == row.cells.size())
        row.cells.emplace_back();
    return row.cells[column].text;
}

std::string cellsText(std::size_t count) { return std::to_string(count) + (count == 1 ? " cell" : " cells"); }
} // namespace

DelimitedReader::DelimitedReader(const std::filesystem::path& path, Layout layout)
    : m_source(path)
    , m_layout(std::move(layout))
{
    Row first;
    if (!readRow(first))
        throw InputError(path, "the file is empty", "give a file with a header and at least one row");
    for (const Cell& cell : first.cells)
        m_columns.push_back(cell.text);
    m_hasHeader = m_layout.isHeader(m_columns);
    if (!m_hasHeader)
        for (std::size_t column = 0; column < m_columns.size(); ++column)
            m_columns[column] = std::to_string(column + 1);
    rewind(ByteSource::HashBytes::No);
}

void DelimitedReader::rewind(ByteSource::HashBytes hash)
{
    m_source.rewind(hash);
    Row header;
    if (m_hasHeader && !readRow(header))
        throw InputError(m_source.path(), "the file changed while it was read", "run again");
}

bool DelimitedReader::next(Row& row)
{
    if (!readRow(row))
        return false;
    if (row.cells.size() != m_columns.size()) {
        const bool tooMany = row.cells.size() > m_columns.size();
        throw InputError(m_source.path(), row.line,
            cellsText(row.cells.size()) + " where the " + (m_hasHeader ? "header" : "first row") + " has "
                + std::to_string(m_columns.size()),
            tooMany && m_layout.quoting == Quoting::Rfc4180
                ? "put quotes around text that holds the separator"
                : tooMany ? "remove the separator from the text"
                          : "complete the row or remove it");
    }
    return true;
}

bool DelimitedReader::readRow(Row& row)
{
    row.line = m_source.line();
    const bool found = m_layout.quoting == Quoting::Rfc4180 ? readQuotedRow(row) : readUnquotedRow(row);
    if (found && row.cells.size() == 1 && row.cells[0].text.empty())
        throw InputError(m_source.path(), row.line, "the line is empty", "remove it");
    if (found)
        for (const Cell& cell : row.cells)
            checkCell(cell.text, row.line);
    return found;
}

bool DelimitedReader::readUnquotedRow(Row& row)
{
    if (!m_source.readLine(m_buffer, m_layout.maxCellBytes * rowToCellLimit))
        return false;
    std::size_t count = 0;
    std::size_t start = 0;
    while (true) {
        const std::size_t end = m_buffer.find(m_layout.delimiter, start);
        cellAt(row, count++).assign(m_buffer, start, end - start);
        if (end == std::string::npos)
            break;
        if (count == cellsPerRowLimit)
            throw InputError(
                m_source.path(), row.line, "more than " + cellsText(cellsPerRowLimit) + " in a row");
        start = end + 1;
    }
    row.cells.resize(count);
    return true;
}

bool DelimitedReader::readQuotedRow(Row& row)
{
    if (m_source.peek() < 0)
        return false;
    m_rowBytes = 0;
    std::size_t count = 0;
    while (readCell(cellAt(row, count++)))
        if (count == cellsPerRowLimit)
            throw InputError(
                m_source.path(), row.line, "more than " + cellsText(cellsPerRowLimit) + " in a row");
    row.cells.resize(count);
    return true;
}

bool DelimitedReader::readCell(std::string& cell)
{
    cell.clear();
    const bool isQuoted = m_source.peek() == '"';
    if (isQuoted)
        readQuotedPart(cell);
    const char stops[] = { m_layout.delimiter, '\n', '\0' };
    const std::size_t closedAt = cell.size();
    while (true) {
        cell.append(m_source.takeUntil(stops));
        if (cell.size() > m_layout.maxCellBytes)
            checkCell(cell, m_source.line());
        const int next = m_source.peek();
        if (next >= 0 && next != m_layout.delimiter && next != '\n')
            continue; // the chunk ended, not the cell
        if (next != m_layout.delimiter && cell.size() > closedAt && cell.back() == '\r')
            cell.pop_back();
        if (isQuoted && cell.size() > closedAt)
            throw InputError(m_source.path(), m_source.line(), "text after a closing quote",
                "write a quote inside a quoted cell as two quotes");
        m_rowBytes += cell.size();
        if (m_rowBytes > m_layout.maxCellBytes * rowToCellLimit)
            throw InputError(m_source.path(), m_source.line(),
                "the row is longer than " + std::to_string(m_layout.maxCellBytes * rowToCellLimit)
                    + " bytes");
        return m_source.get() == m_layout.delimiter;
    }
}

void DelimitedReader::readQuotedPart(std::string& cell)
{
    const std::int64_t opened = m_source.line();
    m_source.get();
    while (true) {
        cell.append(m_source.takeUntil("\""));
        if (cell.size() > m_layout.maxCellBytes)
            throw InputError(m_source.path(), opened,
                "a quoted cell is longer than " + std::to_string(m_layout.maxCellBytes) + " bytes",
                "is its quote closed?");
        const int next = m_source.get();
        if (next < 0)
            throw InputError(
                m_source.path(), opened, "the quote that opens here is never closed", "close it");
        if (next != '"') {
            cell.push_back(static_cast<char>(next));
            continue;
        }
        if (m_source.peek() != '"')
            return;
        m_source.get();
        cell.push_back('"');
    }
}

void DelimitedReader::checkCell(const std::string& cell, std::int64_t line) const
{
    if (cell.size() > m_layout.maxCellBytes)
        throw InputError(m_source.path(), line,
            "a cell is longer than " + std::to_string(m_layout.maxCellBytes) + " bytes",
            "shorten it; is a line end or a separator missing?");
    requireUtf8(cell, m_source.path(), line);
}

} // namespace exitscope::data
