#pragma once

#include "core/optimise/headroom.h"
#include "core/optimise/threshold_search.h"
#include "core/trace/split.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace exitscope::optimise {

/// The most that the calibration half may cost under the thresholds sought.
struct Budget
{
    CostAxis axis = CostAxis::Layers;
    double value
        = 2; ///< Layers: how many times fewer layers, 1 or more; Flops: share of the full model's, in (0, 1]
};

std::string nameOf(const Budget& budget); ///< "speed-up 2", "FLOPs 0.5"

/// Thresholds of `rule` chosen on one half of the examples and measured on the other, for every budget.
struct Plan
{
    std::shared_ptr<const trace::Trace> trace;
    policy::PolicySpec rule; ///< without its threshold
    std::vector<Budget> budgets;
    trace::SplitOptions split;
    SearchSettings search;
    cost::CostOptions cost;
};

/// One choice of thresholds on either half. The figures of the calibration half are optimistic, those of the
/// test half are not.
struct Measured
{
    sweep::Point calibration, test;
    std::optional<double> ofCorrect, ofAgree; ///< headroom taken on the test half; see headroomTaken()
};

struct BudgetResult
{
    Budget budget;
    Measured single, vector; ///< the best one threshold, and one per exit
    /// On the test half, at the budget's cost.
    double fixed = 0, oracleCorrect = 0, oracleAgree = 0; ///< NaN where not defined
};

struct Result
{
    std::string metric; ///< the task's first: what is measured
    std::int64_t calibrationUnits = 0, testUnits = 0;
    std::vector<BudgetResult> budgets; ///< in the plan's order
};

inline constexpr std::int64_t leastUnits = 20; ///< in either half

/// Nothing when the job was cancelled. Throws InputError: no threshold rule, no labels, too few units, a
/// budget out of range or smaller than any threshold reaches (it says what can be had).
std::optional<Result> optimise(const Plan& plan, const JobContext& job = {});

} // namespace exitscope::optimise
