#pragma once

#include "app/plots/plotted_run.h"
#include "core/evidence/side_by_side.h"
#include "core/report/comparison_table.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace exitscope::app {

/// What is asked of some selected runs.
struct ComparisonChoice
{
    std::size_t baseline = 0; ///< index into the runs
    std::vector<double> speedups { 1.5, 2, 3 };
    std::vector<double> qualities;
    std::string metric; ///< empty: the task's first
    std::optional<evidence::CostAxis> axis; ///< empty: FLOPs where all runs know them
};

/// The answer; sides are in the order of the runs. A run without its trace has a problem and no figures.
struct RunsCompared
{
    evidence::ComparisonOptions options;
    evidence::SideBySide sides;
    report::ComparisonTable table; ///< for papers
};

/// The figures of `exitscope runs --compare`. On a worker. Throws InputError where the baseline has no trace or no labels.
/// Nothing when the job was stopped.
std::optional<RunsCompared> compareRuns(
    std::span<const PlottedRun> runs, const ComparisonChoice& choice, const JobContext& job = {});

/// Where two runs differ at a budget: units that one gets right and the other wrong, with what either says.
struct RunFlips
{
    struct Unit
    {
        std::int64_t unit = 0;
        bool isFirstRight = false;
        std::int32_t first = -1, second = -1; ///< classes
        std::int32_t firstLayer = 0, secondLayer = 0; ///< 1-based, where they leave
    };

    std::shared_ptr<const trace::Trace> trace; ///< the first run's
    std::vector<Unit> units; ///< ascending
    std::int64_t onlyFirst = 0, onlySecond = 0;
};

/// On a worker. Throws InputError where a run has no trace, they are over other examples, or there are no classes.
RunFlips flipsOf(const PlottedRun& first, const policy::PolicySpec& firstPoint, const PlottedRun& second,
    const policy::PolicySpec& secondPoint);

} // namespace exitscope::app
