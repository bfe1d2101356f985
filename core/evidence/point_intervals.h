#pragma once

#include "core/evidence/estimate.h"
#include "core/evidence/outcome_path.h"
#include "core/evidence/resampling.h"
#include "core/sweep/sweep.h"

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
bool addIntervals(std::span<sweep::Point> points, const sweep::Evaluator& evaluator, Resampling& resampling,
    const JobContext& job = {});

/// Gives points their intervals on their way to another sink: what a sweep commits is whole. After a stop it lets nothing
/// more through, so that the other sink holds the plan's first points and no later ones.
class IntervalSink final : public sweep::PointSink
{
public:
    /// `next` outlives this. Throws InputError as requireUsable().
    IntervalSink(sweep::PointSink& next, const sweep::Plan& plan, const BootstrapOptions& options, const JobContext& job);

    std::int64_t existingPoints() const override { return m_next.existingPoints(); }
    void append(std::span<const sweep::Point> points) override;

private:
    sweep::PointSink& m_next;
    sweep::Evaluator m_evaluator;
    Resampling m_resampling;
    JobContext m_job;
    bool m_isStopped = false;
};

} // namespace exitscope::evidence
