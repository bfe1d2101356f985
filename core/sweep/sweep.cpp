#include "core/sweep/sweep.h"

#include "core/error.h"
#include "core/metric/pareto.h"
#include "core/policy/exit_moves.h"
#include "core/policy/parameters.h"
#include "core/sweep/threshold_points.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

namespace exitscope::sweep {

namespace {

using Clock = std::chrono::steady_clock;

/// A kill loses what is not committed yet; a commit costs a sync of the disk.
constexpr auto commitEvery = std::chrono::milliseconds(250);
constexpr std::size_t largestBatch = 8192;

/// Exact points times units up to which rank correlations, a sort for each point, are computed.
constexpr std::int64_t mostRankedValues = 100'000'000;

/// Skips what the sink has, collects the rest, and commits it in batches.
class Batches
{
public:
    Batches(PointSink& sink, const JobContext& job)
        : m_sink(sink)
        , m_job(job)
        , m_existing(sink.existingPoints())
    {
    }

    void expect(std::int64_t points) { m_total += points; }
    void expectUnknown() { ++m_unknown; } ///< a segment whose size is not known yet
    void learn(std::int64_t points)       ///< its size
    {
        --m_unknown;
        m_total += points;
    }

    /// True when the next `count` points are there already; they then count as done.
    bool skipAll(std::int64_t count)
    {
        if (m_next + count > m_existing)
            return false;
        m_next += count;
        return true;
    }

    /// True when the next point is there already; it then counts as done.
    bool isStored()
    {
        if (m_next >= m_existing)
            return false;
        ++m_next;
        return true;
    }

    void add(Point point)
    {
        m_batch.push_back(std::move(point));
        ++m_next;
        if (m_batch.size() >= largestBatch || Clock::now() - m_lastCommit >= commitEvery)
            commit();
    }

    void commit()
    {
        if (!m_batch.empty())
            m_sink.append(m_batch);
        m_batch.clear();
        m_lastCommit = Clock::now();
        m_job.tell({ m_next, m_unknown > 0 ? 0 : m_total, "points", {} });
    }

    SweepReport report(JobEnd end) const { return { end, m_next, std::min(m_existing, m_next) }; }

private:
    PointSink& m_sink;
    const JobContext& m_job;
    std::int64_t m_existing, m_total = 0, m_unknown = 0, m_next = 0;
    std::vector<Point> m_batch;
    Clock::time_point m_lastCommit = Clock::now();
};

/// Points of one rule that differ in the threshold alone, or a single point of any policy.
struct Segment
{
    policy::PolicySpec spec; ///< of a single point; else without a threshold
    std::vector<std::string> thresholds;
    bool isExact = false;

    bool isSingle() const { return !isExact && thresholds.empty(); }
    std::int64_t size() const { return isSingle() ? 1 : static_cast<std::int64_t>(thresholds.size()); }
};

policy::PolicySpec withoutThreshold(policy::PolicySpec spec)
{
    spec.parameters.erase("threshold");
    return spec;
}

bool hasOneThreshold(const policy::PolicySpec& spec)
{
    const auto given = spec.parameters.find("threshold");
    return policy::policyNamed(spec.name).rule && given != spec.parameters.end()
        && given->second.find(';') == std::string::npos;
}

void addSegments(std::vector<Segment>& segments, policy::PolicyRange range)
{
    if (range.isExact()) {
        range.parameters.erase("threshold");
        for (auto& spec : range.expand())
            segments.push_back({ std::move(spec), {}, true });
        return;
    }
    const std::size_t first = segments.size();
    for (auto& spec : range.expand()) {
        if (!hasOneThreshold(spec)) {
            segments.push_back({ std::move(spec), {}, false });
            continue;
        }
        auto rule = withoutThreshold(spec);
        const bool continues
            = segments.size() > first && !segments.back().thresholds.empty() && segments.back().spec == rule;
        if (!continues)
            segments.push_back({ std::move(rule), {}, false });
        segments.back().thresholds.push_back(std::move(spec.parameters.at("threshold")));
    }
}

/// Refused before any work: a plan does not fail after an hour because of its last policy.
void requireAllSuited(const trace::Trace& trace, const std::vector<Segment>& segments)
{
    for (const auto& segment : segments) {
        const auto& type = policy::policyNamed(segment.spec.name);
        if (segment.isSingle()) {
            (void)type.make(segment.spec, trace);
            continue;
        }
        (void)type.rule(segment.spec, trace);
        (void)policy::allowedExits(segment.spec, trace);
    }
}

/// One run over a plan: the segments in order, each point to the batches.
class Sweeper
{
public:
    Sweeper(const Plan& plan, const Evaluator& evaluator, Batches& batches, const JobContext& job)
        : m_plan(plan)
        , m_evaluator(evaluator)
        , m_batches(batches)
        , m_job(job)
    {
        m_quiet.stop = job.stop;
        m_quiet.gate = job.gate;
    }

    /// False when a stop was asked for.
    bool run(const Segment& segment)
    {
        if (segment.isExact)
            return runExact(segment);
        if (segment.isSingle())
            return runSingle(segment.spec);
        if (m_batches.skipAll(segment.size()))
            return true;
        return runThresholds(segment);
    }

private:
    bool runSingle(const policy::PolicySpec& spec)
    {
        if (m_batches.isStored())
            return true;
        if (!m_job.proceed())
            return false;
        m_batches.add(m_evaluator.evaluate(spec));
        return true;
    }

    /// Stored points are walked through as well: sums of costs then round as they did the first time.
    bool runThresholds(const Segment& segment)
    {
        const auto moves = policy::ExitMoves::collect(segment.spec, m_evaluator.trace(), m_quiet);
        if (!moves)
            return false;
        ThresholdPoints points(m_evaluator, segment.spec, *moves);
        for (const auto& threshold : segment.thresholds) {
            if (!m_job.proceed())
                return false;
            points.seek(moves->happened(policy::parseReal(threshold).value()));
            if (!m_batches.isStored())
                m_batches.add(points.point(threshold));
        }
        return true;
    }

    bool runExact(const Segment& segment)
    {
        const auto moves = policy::ExitMoves::collect(segment.spec, m_evaluator.trace(), m_quiet);
        if (!moves)
            return false;
        std::vector<std::size_t> ends { 0 };
        for (std::size_t at = 0; at < moves->moves().size();)
            ends.push_back(at = moves->endOfTie(at));
        if (m_plan.exact == ExactPoints::Front && !m_evaluator.metrics().empty() && !keepFront(segment, *moves, ends))
            return false;
        const auto count = static_cast<std::int64_t>(ends.size());
        m_batches.learn(count);
        if (m_batches.skipAll(count))
            return true;
        const bool withRanks = count <= mostRankedValues / m_evaluator.trace().units();
        ThresholdPoints points(m_evaluator, segment.spec, *moves);
        for (const std::size_t end : ends) {
            if (!m_job.proceed())
                return false;
            points.seek(end);
            if (!m_batches.isStored())
                m_batches.add(points.point(policy::realText(moves->thresholdAfter(end)), withRanks));
        }
        return true;
    }

    /// Leaves the ends of `ends` that lie on the front, in the order of the threshold.
    bool keepFront(const Segment& segment, const policy::ExitMoves& moves, std::vector<std::size_t>& ends)
    {
        ThresholdPoints points(m_evaluator, segment.spec, moves);
        std::vector<metric::CostQuality> all;
        all.reserve(ends.size());
        for (const std::size_t end : ends) {
            if (!m_job.proceed())
                return false;
            points.seek(end);
            all.push_back({ points.flops(), points.quality() });
        }
        auto front = metric::paretoFront(all);
        std::sort(front.begin(), front.end());
        std::vector<std::size_t> kept;
        for (const std::size_t index : front)
            kept.push_back(ends[index]);
        ends = std::move(kept);
        return true;
    }

    const Plan& m_plan;
    const Evaluator& m_evaluator;
    Batches& m_batches;
    const JobContext& m_job;
    JobContext m_quiet; ///< for steps whose progress is not the sweep's
};

} // namespace

SweepReport sweep(const Plan& plan, PointSink& sink, const JobContext& job)
{
    if (plan.ranges.empty())
        throw InputError(std::string("a sweep needs a policy"), "name one, such as entropy:threshold=0:1:21");
    std::vector<Segment> segments;
    for (const auto& range : plan.ranges)
        addSegments(segments, range);
    requireAllSuited(*plan.trace, segments);

    const Evaluator evaluator(plan.trace, plan.models.empty() ? plan.cost : cost::CostOptions {});
    Batches batches(sink, job);
    for (const auto& segment : segments) {
        if (segment.isExact)
            batches.expectUnknown();
        else
            batches.expect(segment.size());
    }
    Sweeper sweeper(plan, evaluator, batches, job);
    for (const auto& segment : segments) {
        if (sweeper.run(segment))
            continue;
        batches.commit();
        return batches.report(JobEnd::Cancelled);
    }
    batches.commit();
    return batches.report(JobEnd::Finished);
}

} // namespace exitscope::sweep
