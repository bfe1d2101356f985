#pragma once

#include "core/evidence/estimate.h"
#include "core/job.h"
#include "core/metric/metrics.h"
#include "core/policy/policy.h"
#include "core/trace/trace.h"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace exitscope::report {

/// A figure of models that differ in their training seed.
struct SeedFigure
{
    std::vector<double> values; ///< [T] in the order of the traces; NaN where a model has none
    double mean = 0, sd = 0;    ///< sd with T - 1 below the line; NaN where a value is
    double low = 0, high = 0;   ///< least and greatest; NaN where a value is
};

SeedFigure seedFigure(std::vector<double> values);

struct SeedCell
{
    double speedup = 1;
    SeedFigure quality;  ///< on the frontier of each trace, linear between neighbours
    SeedFigure headroom; ///< share of the oracle's gain over fixed exits (core/optimise/headroom.h), each on its own trace
};

struct SeedRow
{
    policy::PolicyRange policy;
    std::vector<SeedCell> cells; ///< one for each speed-up
};

/// Policies by rows, speed-ups by columns, over traces of one model trained with several seeds.
struct SeedTable
{
    metric::Metric metric = metric::Metric::Accuracy; ///< the task's first
    std::int64_t units = 0, traces = 0;
    SeedFigure full; ///< quality of the full models
    std::vector<SeedRow> rows;
};

/// The same points as policyTable() has for each trace alone. Throws InputError for fewer than two traces, for traces over
/// different datasets or with different exits, for one model given twice, and as policyTable(). Nothing when the job was
/// stopped.
std::optional<SeedTable> seedTable(std::span<const std::shared_ptr<const trace::Trace>> traces,
    const std::vector<policy::PolicyRange>& policies, std::span<const double> speedups, evidence::CostAxis axis,
    const JobContext& job = {});

} // namespace exitscope::report
