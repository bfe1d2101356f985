#pragma once

#include "core/evidence/estimate.h"
#include "core/evidence/outcome_path.h"
#include "core/evidence/resampling.h"
#include "core/sweep/point.h"

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace exitscope::evidence {

/// Bootstrap intervals of every point of `path`, each over the same draws: "mean_exit", "layer_speedup", "flops_ratio" where
/// the trace knows FLOPs, and the task's metrics by their names. Ratios are ratios of sums within a draw. Points along a
/// rule's threshold cost what moves between them; rank correlations cost O(units × draws) for each point. Nothing when
/// the job was stopped. Throws InputError where a spec does not suit the trace.
std::optional<std::vector<sweep::Intervals>> pointIntervals(
    OutcomePath& path, Resampling& resampling, const JobContext& job = {});

/// The same for points of `evaluator`'s trace that were evaluated before, written into them. False when stopped.
bool addIntervals(std::span<sweep::Point> points, const sweep::Evaluator& evaluator, const BootstrapOptions& options,
    const JobContext& job = {});

} // namespace exitscope::evidence
