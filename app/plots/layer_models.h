#pragma once

#include "app/analysis/layer_facts.h"
#include "app/analysis/live_policy.h"
#include "core/policy/policy.h"
#include "widgets/plot/plot_model.h"

#include <optional>

namespace exitscope::app {

/// The exits of a trace under one operating point, as values.
struct LayersAtPoint
{
    std::shared_ptr<const trace::Trace> trace;
    std::string metric;                  ///< the task's first; empty without labels
    std::vector<double> alone;           ///< [E] that metric of each exit alone; empty without labels
    policy::PolicySpec rule;
    std::vector<std::int64_t> leaving;   ///< [E]
    std::vector<double> rightWhereLeft;  ///< [E] share of right ones among those that leave there, NaN where none; or empty
};

LayersAtPoint layersAt(const LivePolicy& live, const LiveState& state);
/// The same from scratch: some passes over the trace. Throws InputError where it lacks what the rule needs.
LayersAtPoint layersAt(std::shared_ptr<const trace::Trace> trace, const policy::PolicySpec& rule, const policy::Outcome& outcome);

/// A pinned second point, as the plots of the Layers view draw it.
struct PinnedHistogram
{
    QString name;
    std::vector<std::int64_t> units; ///< [E] that leave there
};
PinnedHistogram pinnedHistogram(const policy::PolicySpec& rule, const policy::Outcome& outcome, std::size_t exits);

/// Each exit alone, with its interval where `evidence` has come already, and those that leave there under the operating point.
widgets::PlotModel layerQualityModel(
    const LayersAtPoint& at, const std::optional<evidence::ExitEvidence>& evidence);

/// How many leave where; B, where there is one, as an outline.
widgets::PlotModel layerExitsModel(const LayersAtPoint& at, const std::optional<PinnedHistogram>& pinned);

} // namespace exitscope::app
