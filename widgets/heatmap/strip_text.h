#pragma once

#include "widgets/heatmap/exit_strip_source.h"

#include <QString>

#include <span>

namespace exitscope::widgets {

/// Rows for other programs. Both take at most `mostCopiedRows` and say in a last line how many more there are.
inline constexpr std::size_t mostCopiedRows = 20000;

/// TSV: exit layer, prediction, gold, tag, text; with a pinned point also B's layer and how they compare.
[[nodiscard]] QString stripsAsText(const ExitStripSource& source, std::span<const int> rows);

/// A table with a coloured cell for each exit, as one HTML element with inline styles and nothing from outside: what a
/// document or a notebook takes as it is. `colors`: [E], light to dark.
[[nodiscard]] QString stripsAsHtml(const ExitStripSource& source, std::span<const int> rows, const StripOptions& options,
    std::span<const QColor> colors);

} // namespace exitscope::widgets
