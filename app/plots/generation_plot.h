#pragma once

#include "core/engine/generation.h"
#include "widgets/plot/plot_model.h"

#include <QString>

#include <cstdint>
#include <span>
#include <vector>

namespace exitscope::app {

/// Texts that a model wrote under one rule.
struct GeneratedTexts
{
    std::span<const engine::GeneratedText> texts;
    std::span<const std::int32_t> exitLayer; ///< of the model, 1-based
    bool promptsStandApart = false;          ///< an encoder read them
    QString rule;                            ///< for legends
};

/// The texts as running words in the colours of their exits, prompts without colour in front: a paragraph for each line. At most
/// `mostFigureTokens` tokens.
inline constexpr std::size_t mostFigureTokens = 4000;
widgets::PlotModel generatedTextPlot(const GeneratedTexts& generated);

/// After which layer the token at each place left: of one text every token with a running mean; of several their mean, with a band
/// of one standard deviation.
widgets::PlotModel exitPositionsPlot(const GeneratedTexts& generated);

/// The share of tokens that left after each layer.
widgets::PlotModel exitSharesPlot(const GeneratedTexts& generated);

} // namespace exitscope::app
