#pragma once

#include "core/metric/word_facts.h"
#include "core/trace/trace.h"
#include "widgets/plot/plot_model.h"

#include <vector>

namespace exitscope::app {

/// The perplexity of a language model's words at every exit, less is better; `words` [E].
widgets::PlotModel perplexityPlot(const trace::Trace& trace, const std::vector<metric::ExitWords>& words);

/// How many words every exit predicts as the last one does, and how many have settled on that by then.
widgets::PlotModel agreementPlot(const trace::Trace& trace, const std::vector<metric::ExitWords>& words);

} // namespace exitscope::app
