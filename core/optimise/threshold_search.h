#pragma once

#include "core/job.h"
#include "core/metric/metrics.h"
#include "core/policy/exit_costs.h"
#include "core/policy/policy.h"
#include "core/trace/trace.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace exitscope::optimise {

struct SearchSettings
{
    int rounds = 24; ///< of starting again from a disturbed best vector; more is slower and seldom better
    std::uint64_t seed = 1; ///< of the disturbances
    /// Accuracy only: climb in the number of units that are right in expectation, given their scores
    /// (ExpectedUnits), which overfits few examples less. The vector is then best in expectation, and may be
    /// worse than the single threshold when units are counted.
    bool isSmooth = false;
};

/// Thresholds with what they give on the trace that they were chosen on: optimistic, as every choice is.
/// Measure them on other examples.
struct ChosenThresholds
{
    policy::PolicySpec spec; ///< as replay() and `sweep` take it
    double cost = 0; ///< sum over the units
    double quality = 0; ///< the metric
};

struct SearchResult
{
    ChosenThresholds single; ///< the best one threshold for all exits: exact
    ChosenThresholds vector; ///< one per exit; never worse than `single` here, but for isSmooth
};

/// The thresholds of a rule that make a metric as large as it can be within a budget, over vectors of one
/// threshold per exit that may leave early.
///
/// The best vector is a hard combinatorial problem (who reaches an exit depends on the thresholds before it),
/// so it is searched: with all other thresholds fixed, one pass over the units in the order of their scores
/// tries every distinct threshold of an exit. Such passes climb in value − price · cost, from the best single
/// threshold, from "none leaves early" (the first sweep, from the last exit to the first, is dynamic
/// programming backwards) and from "all leave at once", with the price halved in on the budget; every vector
/// within the budget that a pass meets is noted. Then the best is polished by changing one threshold, and two
/// at a time, within the budget, and disturbed and climbed from again. The same result for the same
/// arguments. One pass is O(U); memory is 20 bytes for each score.
class ThresholdSearch
{
public:
    /// `rule` names a threshold rule, with its other parameters; its threshold, if it has one, is not looked
    /// at. `costs` are of `trace`. Metrics of ranks are searched by Pearson's correlation, which changes unit
    /// by unit. Throws InputError as EasingOrder does, and for a trace without labels; std::invalid_argument
    /// when the costs are those of another trace.
    ThresholdSearch(policy::PolicySpec rule, std::shared_ptr<const trace::Trace> trace,
        policy::ExitCosts costs, metric::Metric metric, const SearchSettings& settings = {});
    ~ThresholdSearch();
    ThresholdSearch(const ThresholdSearch&) = delete;
    ThresholdSearch& operator=(const ThresholdSearch&) = delete;

    /// What `quality` is: the metric asked for, or Pearson's correlation in place of one of ranks.
    metric::Metric objective() const;
    /// The smallest sum that any threshold reaches.
    double leastCost() const;
    /// The best for at most `mostCost` in sum; nothing when the job was cancelled. What an earlier call found
    /// for less is a start: a larger budget asked for later is never worse. Throws std::invalid_argument
    /// below leastCost().
    std::optional<SearchResult> find(double mostCost, const JobContext& job = {});

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace exitscope::optimise
