#pragma once

#include "core/evidence/side_by_side.h"
#include "core/report/table_text.h"

#include <span>
#include <string>
#include <vector>

namespace exitscope::report {

struct ComparisonCell
{
    std::string text; ///< numbers with '.' decimals; "-" where there is none
    bool isBold = false; ///< the test says so
};

/// The table of sides at equal budgets: [columns] headings and [rows][columns] cells. Of the baseline one column, its figure;
/// of every other side its figure, its difference to the baseline, the bootstrap p and McNemar's mid-p.
struct ComparisonTable
{
    std::vector<std::string> headings;
    std::vector<std::vector<ComparisonCell>> rows;
};

/// `names` are those of the sides. A figure is written with its interval, "0.9012 [0.8890, 0.9134]".
ComparisonTable comparisonTable(const evidence::SideBySide& sides, std::span<const std::string> names,
    const evidence::FrontOptions& options);

/// What stands below the table: draws, confidence, what bold means.
std::string comparisonCaption(const evidence::ComparisonOptions& options);

/// TSV and CSV without bold; GitHub's Markdown; LaTeX with booktabs. Names are escaped.
std::string comparisonText(const ComparisonTable& table, const std::string& caption, TableFormat format);

} // namespace exitscope::report
