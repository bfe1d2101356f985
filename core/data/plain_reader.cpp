#include "core/data/plain_reader.h"

namespace exitscope::data {

PlainReader::PlainReader(const std::filesystem::path& path, std::size_t maxCellBytes)
    : m_source(path)
    , m_maxCellBytes(maxCellBytes)
{
    m_columns = { "text" };
}

bool PlainReader::next(Row& row)
{
    row.cells.resize(1);
    std::string& text = row.cells[0].text;
    do {
        row.line = m_source.line();
        if (!m_source.readLine(text, m_maxCellBytes))
            return false;
        if (text.find_first_not_of(" \t") != std::string::npos) {
            requireUtf8(text, m_source.path(), row.line);
            return true;
        }
        ++m_blankLines;
    } while (true);
}

void PlainReader::rewind(ByteSource::HashBytes hash)
{
    m_source.rewind(hash);
    m_blankLines = 0;
}

std::vector<std::string> PlainReader::warnings() const
{
    if (m_blankLines == 0)
        return {};
    return { "Blank lines were skipped: " + std::to_string(m_blankLines) + "." };
}

} // namespace exitscope::data
