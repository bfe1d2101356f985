#pragma once

#include "app/analysis/layer_facts.h"
#include "app/plots/figure_request.h"
#include "widgets/plot/plot_model.h"

#include <memory>
#include <optional>
#include <span>

namespace exitscope::app {

/// The reliability of one exit of a trace, in its depth's colour.
widgets::PlotModel reliabilityOfTrace(const LayerFacts& facts, std::size_t exit);
/// Of the units where they leave: reliabilityWhereTaken().
widgets::PlotModel reliabilityWhereLeft(const metric::Reliability& diagram);

/// A plot of one trace at the request's operating point: layers, exits, reliability, ece, overthinking, tokens, and of
/// a language model perplexity or agreement. Some passes
/// over the trace; with intervals a second or so. Throws InputError for another plot, a missing operating point, and what the
/// trace has no data for.
widgets::PlotModel plotOfTrace(const FigureRequest& request, const std::shared_ptr<const trace::Trace>& trace);

} // namespace exitscope::app
