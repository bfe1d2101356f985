#pragma once

#include "core/data/dataset.h"
#include "core/data/dataset_columns.h"
#include "core/data/dataset_labels.h"
#include "core/data/row_reader.h"

namespace exitscope::data {

/// A dataset over a stream of rows: columns, labels, counts. scan() must have said true before next() is
/// called.
class TableReader final : public DatasetReader
{
public:
    /// `info` comes with what the caller knows: path, name, format.
    TableReader(std::unique_ptr<RowReader> rows, DatasetInfo info, const DatasetOptions& options);

    /// The first pass. False when `job` was stopped.
    [[nodiscard]] bool scan(const JobContext& job);

    [[nodiscard]] bool next(Example& example) override;
    void rewind() override;

private:
    void describeColumns(const DatasetOptions& options);
    bool countRow(const Row& row, LabelScan& labels);
    void finish(LabelScan& labels);
    void checkText(const Row& row, std::size_t column);

    std::unique_ptr<RowReader> m_rows;
    DatasetOptions m_options;
    ColumnChoice m_choice;
    LabelMap m_labels;
    Row m_row;
    std::int64_t m_index = 0;
    std::int64_t m_emptyTexts = 0;
    std::int64_t m_quotedTexts = 0;
    bool m_isPlainTsv = false;
};

} // namespace exitscope::data
