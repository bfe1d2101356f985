#pragma once

#include "app/plots/plotted_run.h"
#include "core/evidence/resampling.h"
#include "core/job.h"

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace exitscope::app {

/// Bootstrap intervals of the points of a run that a plot draws: by index into the run's points.
using PointBands = std::map<std::size_t, sweep::Intervals>;

/// On a worker; examples resampled, the same draws for every point, so that two runs on the same examples are a pair.
/// Empty for a run without its trace, and when the job was stopped. Throws InputError as evidence::pointIntervals().
PointBands bandsOf(const PlottedRun& run, std::span<const std::size_t> points,
    const evidence::BootstrapOptions& options = {}, const JobContext& job = {});

/// The same for one operating point of a trace, by its specification.
sweep::Intervals intervalsAt(std::shared_ptr<const trace::Trace> trace, const policy::PolicySpec& spec,
    const evidence::BootstrapOptions& options = {}, const JobContext& job = {});

/// The interval of one figure; empty where it has none.
std::optional<evidence::Interval> intervalOf(const sweep::Intervals& intervals, const std::string& figure);

} // namespace exitscope::app
