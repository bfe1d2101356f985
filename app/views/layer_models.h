#pragma once

#include "app/analysis/layer_facts.h"
#include "app/analysis/live_policy.h"
#include "widgets/plot/plot_model.h"

#include <optional>

namespace exitscope::app {

/// A pinned second point, as the plots of the Layers view draw it.
struct PinnedHistogram
{
    QString name;
    std::vector<std::int64_t> units; ///< [E] that leave there
};

/// Each exit alone, with its interval where `evidence` has come already, and those that leave there under the operating point.
widgets::PlotModel layerQualityModel(
    const LivePolicy& live, const LiveState& state, const std::optional<evidence::ExitEvidence>& evidence);

/// How many leave where; B, where there is one, as an outline.
widgets::PlotModel layerExitsModel(
    const LivePolicy& live, const LiveState& state, const std::optional<PinnedHistogram>& pinned);

} // namespace exitscope::app
