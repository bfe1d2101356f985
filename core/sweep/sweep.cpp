#include "core/sweep/sweep.h"

#include "core/error.h"

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

/// Skips what the sink has, collects the rest, and commits it in batches.
class Batches
{
public:
    Batches(PointSink& sink, const JobContext& job, std::int64_t total)
        : m_sink(sink)
        , m_job(job)
        , m_total(total)
        , m_existing(sink.existingPoints())
    {
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
        m_job.tell({ m_next, m_total, "points", {} });
    }

    SweepReport report(JobEnd end) const { return { end, m_next, std::min(m_existing, m_next) }; }

private:
    PointSink& m_sink;
    const JobContext& m_job;
    std::int64_t m_total, m_existing, m_next = 0;
    std::vector<Point> m_batch;
    Clock::time_point m_lastCommit = Clock::now();
};

/// Refused before any work: a plan does not fail after an hour because of its last policy.
void requireAllSuited(const trace::Trace& trace, const std::vector<std::vector<policy::PolicySpec>>& specs)
{
    for (const auto& range : specs)
        for (const auto& spec : range)
            (void)policy::policyNamed(spec.name).make(spec, trace);
}

} // namespace

SweepReport sweep(const Plan& plan, PointSink& sink, const JobContext& job)
{
    if (plan.ranges.empty())
        throw InputError(std::string("a sweep needs a policy"), "name one, such as entropy:threshold=0:1:21");
    std::vector<std::vector<policy::PolicySpec>> specs;
    std::int64_t total = 0;
    for (const auto& range : plan.ranges)
        total += static_cast<std::int64_t>(specs.emplace_back(range.expand()).size());
    requireAllSuited(*plan.trace, specs);

    const Evaluator evaluator(plan.trace, plan.cost);
    Batches batches(sink, job, total);
    for (const auto& range : specs)
        for (const auto& spec : range) {
            if (batches.isStored())
                continue;
            if (!job.proceed()) {
                batches.commit();
                return batches.report(JobEnd::Cancelled);
            }
            batches.add(evaluator.evaluate(spec));
        }
    batches.commit();
    return batches.report(JobEnd::Finished);
}

} // namespace exitscope::sweep
