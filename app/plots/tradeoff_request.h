#pragma once

#include "app/plots/figure_request.h"
#include "app/plots/tradeoff_plot.h"

#include <nlohmann/json_fwd.hpp>

namespace exitscope::app {

/// The trade-off that a request names. Bands are computed here (seconds for many points). Throws InputError for names that
/// are not known, for bands of a run without its trace, and for seeds that are no group.
widgets::PlotModel tradeoffPlot(
    const TradeoffRequest& request, const std::string& metric, std::span<const PlottedRun> runs);

/// What the options are as a request, and a request as a figure remembers it.
TradeoffRequest tradeoffRequest(const TradeoffOptions& options);
nlohmann::ordered_json tradeoffSettings(const TradeoffRequest& request);
/// And back; what is missing or of another type keeps its usual value.
TradeoffRequest tradeoffRequest(const nlohmann::ordered_json& settings);
/// Without bands: those are computed. Throws InputError for names that are not known.
TradeoffOptions tradeoffOptions(const TradeoffRequest& request, const std::string& metric);

/// Whether the options have the bands of this plot and no others: bands that were computed for other axes are still there, and
/// the command line finds only those that it draws.
bool hasJustItsBands(std::span<const PlottedRun> runs, TradeoffOptions options);

} // namespace exitscope::app
