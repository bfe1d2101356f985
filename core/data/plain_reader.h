#pragma once

#include "core/data/row_reader.h"

namespace exitscope::data {

/// Plain text, one example a line, in one column "text". Blank lines separate nothing and are skipped, with a
/// warning.
class PlainReader final : public RowReader
{
public:
    PlainReader(const std::filesystem::path& path, std::size_t maxCellBytes);

    [[nodiscard]] bool next(Row& row) override;
    void rewind(ByteSource::HashBytes hash) override;
    ByteSource& bytes() override { return m_source.bytes(); }
    std::vector<std::string> warnings() const override;

private:
    TextSource m_source;
    std::size_t m_maxCellBytes;
    std::int64_t m_blankLines = 0;
};

} // namespace exitscope::data
