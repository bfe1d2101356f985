#pragma once

#include "app/analysis/live_policy.h"
#include "app/plots/plotted_run.h"
#include "app/plots/tradeoff_plot.h"

#include <memory>
#include <optional>
#include <vector>

namespace exitscope::app {

/// All that the Trade-off view shows, as values: stored runs, and beside them the rule under the scrubber.
struct LiveTradeoff
{
    std::shared_ptr<const std::vector<PlottedRun>> runs; ///< null or empty: none
    TradeoffOptions options;
    bool isLatency = false;                ///< measured against promised speed-up, in place of a quality
    std::shared_ptr<LivePolicy> live = {}; ///< null: none
    std::optional<References> references = {}; ///< of the open trace, where no run has any
};

struct LiveTradeoffPlot
{
    widgets::PlotModel model;
    QString markedSeries; ///< the curve that the operating point runs along
    QString problem;      ///< why runs are not in it; empty where they are
};

inline const QString liveSeriesId = QStringLiteral("live"); ///< of the scrubber's curve

/// Draws it, in the words of the moment; never throws for runs that cannot be drawn.
LiveTradeoffPlot liveTradeoffPlot(const LiveTradeoff& shown);

/// Of the runs alone. Throws InputError where they have nothing to draw.
widgets::PlotModel storedTradeoffPlot(const LiveTradeoff& shown);

} // namespace exitscope::app
