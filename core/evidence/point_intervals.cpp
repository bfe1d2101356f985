#include "core/evidence/point_intervals.h"

#include "core/evidence/draw_walk.h"
#include "core/evidence/percentile.h"
#include "core/metric/metric_tally.h"

#include <algorithm>

namespace exitscope::evidence {

namespace {

/// The draws of some points' figures, and the readers of their tails.
class FigureTable
{
public:
    FigureTable(const sweep::Evaluator& evaluator, const Resampling& resampling)
        : m_evaluator(evaluator)
        , m_blocks(resampling.blocks())
        , m_draws(static_cast<std::size_t>(resampling.draws()))
        , m_inFlops(evaluator.cost().isInFlops())
        , m_readers(figures(), PercentileReader(resampling.options().confidence))
        , m_values(figures() * DrawWalk::mostPoints * m_blocks * blockDraws)
    {
    }

    void take(const BlockPoint& at, std::size_t row)
    {
        if (at.block == m_blocks) // the sample itself
            return;
        std::size_t figure = 0;
        put(at.tally.meanExit(), figure++, row, at.block);
        if (m_inFlops)
            put(at.tally.cost(CostAxis::Flops), figure++, row, at.block);
        for (const auto metric : m_evaluator.metrics())
            put(at.metric(metric), figure++, row, at.block);
    }

    sweep::Intervals read(std::size_t row)
    {
        sweep::Intervals intervals;
        std::size_t figure = 0;
        const double layers = m_evaluator.trace().fullLayers();
        const Interval exit = read(figure++, row);
        intervals.emplace_back("mean_exit", exit);
        intervals.emplace_back("layer_speedup", Interval { layers / exit.high, layers / exit.low });
        if (m_inFlops)
            intervals.emplace_back("flops_ratio", read(figure++, row));
        for (const auto metric : m_evaluator.metrics())
            intervals.emplace_back(metric::nameOf(metric), read(figure++, row));
        return intervals;
    }

private:
    std::size_t figures() const { return 1 + (m_inFlops ? 1 : 0) + m_evaluator.metrics().size(); }
    double* at(std::size_t figure, std::size_t row)
    {
        return &m_values[(figure * DrawWalk::mostPoints + row) * m_blocks * blockDraws];
    }
    void put(const BlockValues& values, std::size_t figure, std::size_t row, std::size_t block)
    {
        std::copy(values.begin(), values.end(), at(figure, row) + block * blockDraws);
    }
    Interval read(std::size_t figure, std::size_t row)
    {
        return m_readers[figure].read({ at(figure, row), m_draws });
    }

    const sweep::Evaluator& m_evaluator;
    std::size_t m_blocks, m_draws;
    bool m_inFlops;
    std::vector<PercentileReader> m_readers; ///< [figures]
    std::vector<double> m_values;            ///< [figures, points, draws]
};

} // namespace

std::optional<std::vector<sweep::Intervals>> pointIntervals(
    OutcomePath& path, Resampling& resampling, const JobContext& job)
{
    const auto& metrics = path.evaluator().metrics();
    const bool ranks = std::any_of(metrics.begin(), metrics.end(), metric::needsRanks);
    DrawWalk walk(path, resampling, ranks ? DrawWalk::Ranks::Yes : DrawWalk::Ranks::No);
    FigureTable table(path.evaluator(), resampling);
    std::vector<sweep::Intervals> intervals;
    for (;;) {
        const std::size_t first = intervals.size();
        const auto points = walk.next([&](const BlockPoint& at) { table.take(at, at.point - first); }, job);
        if (!points)
            return std::nullopt;
        if (*points == 0)
            return intervals;
        for (std::size_t row = 0; row < *points; ++row)
            intervals.push_back(table.read(row));
    }
}

bool addIntervals(std::span<sweep::Point> points, const sweep::Evaluator& evaluator, const BootstrapOptions& options,
    const JobContext& job)
{
    Resampling resampling(evaluator.trace().examples(), options);
    return addIntervals(points, evaluator, resampling, job);
}

bool addIntervals(
    std::span<sweep::Point> points, const sweep::Evaluator& evaluator, Resampling& resampling, const JobContext& job)
{
    std::vector<policy::PolicySpec> specs;
    for (const auto& point : points)
        specs.push_back(point.spec);
    OutcomePath path(evaluator, std::move(specs));
    auto intervals = pointIntervals(path, resampling, job);
    if (!intervals)
        return false;
    for (std::size_t i = 0; i < points.size(); ++i)
        points[i].intervals = std::move((*intervals)[i]);
    return true;
}

IntervalSink::IntervalSink(
    sweep::PointSink& next, const sweep::Plan& plan, const BootstrapOptions& options, const JobContext& job)
    : m_next(next)
    // A cascade's trace was made with the cost in it.
    , m_evaluator(plan.trace, plan.models.empty() ? plan.cost : cost::CostOptions {})
    , m_resampling(plan.trace->examples(), options)
    , m_job { job.stop, job.gate, {} } // the progress to be seen is the sweep's
{
}

void IntervalSink::append(std::span<const sweep::Point> points)
{
    std::vector<sweep::Point> whole(points.begin(), points.end());
    m_isStopped = m_isStopped || !addIntervals(whole, m_evaluator, m_resampling, m_job);
    if (!m_isStopped)
        m_next.append(whole);
}

} // namespace exitscope::evidence
