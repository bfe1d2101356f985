#include "core/report/operating_points.h"

#include "core/sweep/sweep.h"

#include <utility>

namespace exitscope::report {

std::optional<std::vector<sweep::Point>> operatingPoints(
    const std::shared_ptr<const trace::Trace>& trace, const policy::PolicyRange& range, const JobContext& job)
{
    sweep::Plan plan;
    plan.trace = trace;
    plan.ranges = { range };
    plan.exact = sweep::ExactPoints::Front;
    sweep::PointList points;
    if (sweep::sweep(plan, points, job).end == JobEnd::Cancelled)
        return std::nullopt;
    return std::move(points.points);
}

} // namespace exitscope::report
