#pragma once

#include "widgets/heatmap/token_text_source.h"

#include <QColor>

#include <span>
#include <vector>

namespace exitscope::widgets {

/// Paragraphs for other programs, at most so many tokens of them; a last line says how many paragraphs more there are.
inline constexpr int mostCopiedTokens = 100000;

/// The running text, a line for each paragraph.
[[nodiscard]] QString tokensAsText(const TokenTextSource& source, std::span<const int> paragraphs);

/// The same with a coloured box for each token: one HTML element with inline styles and nothing from outside. Exit numbers stand
/// as subscripts where `options` shows them.
[[nodiscard]] QString tokensAsHtml(const TokenTextSource& source, std::span<const int> paragraphs, const StripOptions& options,
    const std::vector<QColor>& depths);

} // namespace exitscope::widgets
