#pragma once

#include "core/data/dataset.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace exitscope::data {

/// Indices of the columns that are read.
struct ColumnChoice
{
    std::size_t textA = 0;
    std::optional<std::size_t> textB;
    std::optional<std::size_t> label;
    std::optional<std::size_t> tag;
    std::string task; ///< where the columns give it away: "mrpc", "cola", …
    std::vector<std::string> warnings;
};

/// Is the first row of a delimited file a header? By the options, else by the names that are known.
bool looksLikeHeader(const std::vector<std::string>& firstRow, const DatasetOptions& options);

/// Do these names hold a text column that is known? Decides whether a .txt file is a table.
bool hasKnownTextColumn(const std::vector<std::string>& names);

/// Picks the columns: as the options say, else by known names. Throws InputError that lists the columns there
/// are.
ColumnChoice chooseColumns(const std::vector<std::string>& columns, bool hasHeader,
    const DatasetOptions& options, const std::filesystem::path& path);

} // namespace exitscope::data
