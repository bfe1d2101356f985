#pragma once

#include "core/data/dataset.h"
#include "core/data/row_reader.h"

#include <functional>

namespace exitscope::data {

/// Tab- or comma-separated rows, quoted or not. LF and CRLF both end a row; a byte-order mark is skipped.
class DelimitedReader final : public RowReader
{
public:
    struct Layout
    {
        char delimiter = '\t';
        Quoting quoting = Quoting::None; ///< None or Rfc4180
        std::size_t maxCellBytes = 0;
        /// Given the first row of the file: is it a header?
        std::function<bool(const std::vector<std::string>&)> isHeader;
    };

    /// Reads the first row. Throws InputError when there is none.
    DelimitedReader(const std::filesystem::path& path, Layout layout);

    [[nodiscard]] bool next(Row& row) override;
    void rewind(ByteSource::HashBytes hash) override;
    ByteSource& bytes() override { return m_source.bytes(); }

private:
    bool readRow(Row& row);
    bool readUnquotedRow(Row& row);
    bool readQuotedRow(Row& row);
    bool readCell(std::string& cell); ///< true when a further cell follows in the row
    void readQuotedPart(std::string& cell);
    void checkCell(const std::string& cell, std::int64_t line) const;

    TextSource m_source;
    Layout m_layout;
    std::string m_buffer;
    std::size_t m_rowBytes = 0;
};

} // namespace exitscope::data
