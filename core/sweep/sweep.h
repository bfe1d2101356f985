#pragma once

#include "core/cost/cost_model.h"
#include "core/job.h"
#include "core/sweep/evaluate.h"
#include "core/sweep/point.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

namespace exitscope::sweep {

/// Which points `threshold=exact` stands for.
enum class ExactPoints {
    All,   ///< every distinct outcome of the rule; rank correlations only while points × units stay below 1e8
    Front, ///< those on the Pareto front of cost and the task's first metric; without labels as All
};

/// What is to be evaluated, in the order of the ranges and, within one, of expand(); an exact range goes from no early
/// exit to the earliest exits. The same plan gives the same points in the same order, which is what resuming rests on.
struct Plan
{
    std::shared_ptr<const trace::Trace> trace;
    std::vector<policy::PolicyRange> ranges;
    cost::CostOptions cost;
    ExactPoints exact = ExactPoints::All;
    /// Of a cascade: the traces of which `trace` was made (cost::cascadeOf), with `cost`; empty for one model.
    std::vector<std::shared_ptr<const trace::Trace>> models {};
};

/// Where points go. A kill between two append() calls loses nothing that an earlier one took.
class PointSink
{
public:
    virtual ~PointSink() = default;
    /// How many of the plan's points, from its first, are there already: these are not evaluated again.
    virtual std::int64_t existingPoints() const = 0;
    /// The next points of the plan, in order.
    virtual void append(std::span<const Point> points) = 0;
};

/// Keeps the points.
class PointList final : public PointSink
{
public:
    std::int64_t existingPoints() const override { return static_cast<std::int64_t>(points.size()); }
    void append(std::span<const Point> more) override { points.insert(points.end(), more.begin(), more.end()); }

    std::vector<Point> points;
};

struct SweepReport
{
    JobEnd end = JobEnd::Finished;
    std::int64_t points = 0;  ///< of the plan, as far as it came
    std::int64_t resumed = 0; ///< that were there already
};

/// Evaluates the plan in batches of about a quarter of a second. Threshold grids and exact ranges read the trace once per
/// range, not once per point. Throws InputError before the first point when a policy does not suit the trace.
SweepReport sweep(const Plan& plan, PointSink& sink, const JobContext& job = {});

/// Exit and prediction of every unit under every spec, as `--per-unit` wants them: `prediction` I64 [P, U] (F32 for
/// regression) and `exit` I32 [P, U], 1-based layers. Written point by point and all at once under its name; a stop
/// leaves nothing.
JobEnd writePerUnit(const std::filesystem::path& path, const trace::Trace& trace,
    std::span<const policy::PolicySpec> specs, const JobContext& job = {});
/// The same for outcomes that are there already, whether replayed or executed.
JobEnd writePerUnit(const std::filesystem::path& path, const trace::Trace& trace,
    std::span<const policy::Outcome> outcomes, const JobContext& job = {});

} // namespace exitscope::sweep
