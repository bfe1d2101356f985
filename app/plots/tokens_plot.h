#pragma once

#include "app/plots/figure_request.h"
#include "core/trace/trace.h"
#include "widgets/plot/plot_model.h"

#include <memory>

namespace exitscope::app {

/// Sentences of a trace, or examples of one of tokens, as the Tokens view draws them (sentences_plot.h), under the policy `at`;
/// empty: all at full depth. Throws InputError for a unit, an example, an order or a policy that is not there.
widgets::PlotModel tokensOfTrace(
    std::shared_ptr<const trace::Trace> trace, const TokensRequest& request, const std::string& at);

} // namespace exitscope::app
