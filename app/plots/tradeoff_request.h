#pragma once

#include "app/plots/figure_request.h"
#include "app/plots/tradeoff_plot.h"

#include <nlohmann/json_fwd.hpp>

#include <map>

namespace exitscope::app {

/// The trade-off that a request names. Bands are computed here (seconds for many points). Throws InputError for names that
/// are not known.
widgets::PlotModel tradeoffPlot(
    const TradeoffRequest& request, const std::string& metric, std::span<const PlottedRun> runs);

/// What the options are as a request, and a request as a figure remembers it.
TradeoffRequest tradeoffRequest(const TradeoffOptions& options);
nlohmann::ordered_json tradeoffSettings(const TradeoffRequest& request);
/// And back; what is missing or of another type keeps its usual value.
TradeoffRequest tradeoffRequest(const nlohmann::ordered_json& settings);
/// Without bands: those are computed. Throws InputError for names that are not known.
TradeoffOptions tradeoffOptions(const TradeoffRequest& request, const std::string& metric);

/// Which drawn points lack a band: by the run's place its points. Of one curve 160 at most: a band does not get
/// smoother by more.
std::map<std::size_t, std::vector<std::size_t>> pointsWithoutBand(
    std::span<const PlottedRun> runs, const widgets::PlotModel& model, const RunBands& bands);

} // namespace exitscope::app
