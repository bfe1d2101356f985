#pragma once

#include "widgets/heatmap/exit_strip_source.h"
#include "widgets/heatmap/token_text_source.h"
#include "widgets/plot/plot_model.h"

#include <span>

namespace exitscope::app {

/// Some rows of the Tokens view as a figure: a heat map of confidence, a row for each sentence from top to bottom and a column
/// for each exit, and a point where it leaves. At most `mostSentences` rows.
inline constexpr std::size_t mostSentences = 60;
widgets::PlotModel sentencesPlot(const widgets::ExitStripSource& source, std::span<const int> rows);

/// Some paragraphs of tokens: running text in the colours of exit layers; as numbers a row for each paragraph from top to bottom and
/// a column for each token, up to `mostColumns`, empty where a token leaves nowhere.
inline constexpr int mostColumns = 128;
widgets::PlotModel tokensPlot(const widgets::TokenTextSource& source, std::span<const int> paragraphs);

} // namespace exitscope::app
