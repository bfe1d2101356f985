#pragma once

#include "core/data/dataset_source.h"

#include <cstdint>
#include <string>
#include <vector>

namespace exitscope::data {

struct Cell
{
    std::string text;
    bool isMissing = false; ///< JSON only: null, or the key is not there
};

struct Row
{
    std::vector<Cell> cells; ///< as many as there are columns
    std::int64_t line = 0; ///< 1-based line where the row starts
};

/// A table as a stream of rows with named columns: what all text formats have in common. Rows are checked:
/// UTF-8, number of cells, size of a cell. Throws InputError with the line.
class RowReader
{
public:
    virtual ~RowReader() = default;

    /// False at the end. The strings of `row` are reused.
    [[nodiscard]] virtual bool next(Row& row) = 0;
    virtual void rewind(ByteSource::HashBytes hash) = 0;
    virtual ByteSource& bytes() = 0;

    const std::vector<std::string>& columns() const { return m_columns; }
    bool hasHeader() const { return m_hasHeader; }
    /// Whole sentences about what the rows read so far had that is worth knowing.
    virtual std::vector<std::string> warnings() const { return {}; }

protected:
    std::vector<std::string> m_columns;
    bool m_hasHeader = false;
};

} // namespace exitscope::data
