#pragma once

#include "core/cost/cost_model.h"
#include "core/store/run_store.h"
#include "core/sweep/evaluate.h"
#include "core/sweep/point.h"
#include "core/trace/trace.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace exitscope::app {

/// What every trade-off is measured against: the same trace under the rules that need no threshold.
struct References
{
    /// One per exit, in exit order; the last is the full model. Of a cascade: each model alone.
    std::vector<sweep::Point> fixedLayers;
    std::optional<sweep::Point> oracle; ///< first right exit; none without labels or for regression
    std::optional<sweep::Point> oracleAgree; ///< first exit that agrees with the full model; none for regression

    const sweep::Point* fullModel() const { return fixedLayers.empty() ? nullptr : &fixedLayers.back(); }
};

/// Evaluates them; some passes over the trace, so not for the GUI thread.
References referencesOf(const sweep::Evaluator& evaluator);

/// A run as the plots want it: plain values, and its trace where that is still what the run was made of.
struct PlottedRun
{
    store::Run run;
    std::vector<sweep::Point> points; ///< by ordinal
    std::vector<std::int64_t> ordinals; ///< [points]: place in the run's plan
    std::shared_ptr<const trace::Trace> trace; ///< of several models their cascade; null: `traceProblem` says why
    std::string traceProblem;
    cost::CostOptions cost; ///< that the run was made with; a cascade's trace has it in itself
    References references; ///< empty without a trace
    /// [points] share of the oracle's headroom by layers (core/optimise/headroom.h); NaN where there is none. Empty without
    /// a trace or labels and for regression.
    std::vector<double> headroom;

    /// Of the trace, with the run's cost. Asserts that there is one.
    sweep::Evaluator evaluator() const;
};

/// Runs of a store in the given order, references included. Two runs of one trace share it. A trace whose
/// file is gone or whose hash changed is left out, not an error. Throws InputError for an id that is not
/// there.
std::vector<PlottedRun> loadRuns(const store::RunStore& store, std::span<const store::RunId> ids);

/// The value of a metric; empty where the point has none of that name.
std::optional<double> metricOf(const sweep::Point& point, const std::string& metric);

/// The metric that is shown when none is asked for: the first of the task. Empty for a run without labels.
std::string firstMetric(const PlottedRun& run);

/// An index into points: the first of those with the largest mean exit. Asserts that there is one.
std::size_t deepestPoint(const PlottedRun& run);

/// The point to look at when none was chosen: of those within `allowedLoss` of the full model the cheapest by
/// layers. An index into points; empty for a run without points or metrics. The full model is the
/// references', else the deepest point.
std::optional<std::size_t> recommendedPoint(
    const PlottedRun& run, const std::string& metric, double allowedLoss = 0.01);

} // namespace exitscope::app
