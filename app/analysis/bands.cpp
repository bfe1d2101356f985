#include "app/analysis/bands.h"

#include "core/evidence/point_intervals.h"
#include "core/sweep/evaluate.h"

#include <algorithm>
#include <cmath>

namespace exitscope::app {

PointBands bandsOf(const PlottedRun& run, std::span<const std::size_t> points,
    const evidence::BootstrapOptions& options, const JobContext& job)
{
    PointBands bands;
    if (!run.trace || points.empty())
        return bands;
    const sweep::Evaluator evaluator(run.trace);
    std::vector<policy::PolicySpec> specs;
    for (const std::size_t point : points)
        specs.push_back(run.points[point].spec);
    evidence::OutcomePath path(evaluator, std::move(specs));
    evidence::Resampling resampling(run.trace->examples(), options);
    const auto intervals = evidence::pointIntervals(path, resampling, job);
    if (!intervals)
        return bands;
    for (std::size_t place = 0; place < points.size(); ++place)
        bands.emplace(points[place], (*intervals)[place]);
    return bands;
}

sweep::Intervals intervalsAt(std::shared_ptr<const trace::Trace> trace, const policy::PolicySpec& spec,
    const evidence::BootstrapOptions& options, const JobContext& job)
{
    const sweep::Evaluator evaluator(trace);
    evidence::OutcomePath path(evaluator, { spec });
    evidence::Resampling resampling(trace->examples(), options);
    auto intervals = evidence::pointIntervals(path, resampling, job);
    return intervals && !intervals->empty() ? std::move(intervals->front()) : sweep::Intervals {};
}

std::optional<evidence::Interval> intervalOf(const sweep::Intervals& intervals, const std::string& figure)
{
    for (const auto& [name, interval] : intervals)
        if (name == figure && std::isfinite(interval.low) && std::isfinite(interval.high))
            return interval;
    return std::nullopt;
}

} // namespace exitscope::app
