#pragma once

#include "core/trace/trace.h"

#include <cstdint>
#include <vector>

namespace exitscope::metric {

/// What one exit of a language model says of all labelled words. NaN where there is none, or the trace does not know.
struct ExitWords
{
    double accuracy = 0;      ///< of the next word
    double agreement = 0;     ///< with the last exit
    double settled = 0;       ///< share of words that this exit and all above predict as the last one does
    double perplexity = 0, bitsPerToken = 0;
    double meanGoldRank = 0;  ///< of the word that comes, from 1
    double meanFinalRank = 0; ///< of the word that the last exit says
};

/// [E]; empty unless the trace is a language model's (hasGoldLogProbs()). One pass over the trace.
std::vector<ExitWords> exitWords(const trace::Trace& trace);

/// The saturation of every unit [U]: the first exit (0-based) from which on the prediction stays that of the last one. Of classes.
std::vector<std::int32_t> settledExits(const trace::Trace& trace);

} // namespace exitscope::metric
