#pragma once

#include "core/evidence/front_draws.h"
#include "core/optimise/headroom.h"

#include <optional>
#include <string>
#include <vector>

namespace exitscope::report {

struct TableOptions
{
    std::vector<double> speedups { 1.5, 2, 3 }; ///< columns; a cost is the inverse
    evidence::CostAxis axis = evidence::CostAxis::Layers;
    evidence::BootstrapOptions bootstrap;
};

/// What one policy gives at one speed-up.
struct TableCell
{
    double speedup = 1;
    evidence::Estimate quality;           ///< on its frontier, linear between neighbours; NaN where it is not that fast
    std::optional<double> headroom;       ///< share of the oracle's gain over fixed exits (core/optimise/headroom.h)
    std::optional<policy::PolicySpec> spec; ///< the best operating point at least that fast
    double specSpeedup = 0;               ///< its own speed-up on the axis
};

struct TableRow
{
    policy::PolicyRange policy;
    std::vector<TableCell> cells; ///< one for each speed-up
};

/// Policies by rows, speed-ups by columns: the table that papers print, with its error bars.
struct PolicyTable
{
    metric::Metric metric = metric::Metric::Accuracy; ///< the task's first
    std::int64_t units = 0;
    double full = 0;              ///< quality of the full model
    std::vector<TableRow> rows;   ///< in the order of the policies given
};

/// Every policy's frontier over `trace`, resampled in the same draws. The headroom is of the quality read off the front, so
/// at a cost that lies between two operating points it is a mixture's. Thresholds are chosen on the examples on which
/// they are reported, which flatters all rules alike; `optimise` splits. Throws InputError where the trace has no
/// labels, a policy does not suit it, a speed-up is not above 0. Nothing when the job was stopped.
std::optional<PolicyTable> policyTable(const std::shared_ptr<const trace::Trace>& trace,
    const std::vector<policy::PolicyRange>& policies, const TableOptions& options, const JobContext& job = {});

} // namespace exitscope::report
