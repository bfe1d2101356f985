#include "core/sweep/stored_sweep.h"

#include "core/cost/cascade_trace.h"
#include "core/error.h"
#include "core/evidence/point_intervals.h"
#include "core/store/run_lease.h"
#include "core/sweep/point_record.h"

#include <nlohmann/json.hpp>

#include <array>
#include <optional>
#include <set>

#include <unistd.h>

namespace exitscope::sweep {

namespace {

/// Points into a run, which is made when the first one arrives.
class StoreSink final : public PointSink
{
public:
    StoreSink(store::RunStore& store, store::RunRequest request)
        : m_store(store)
        , m_request(std::move(request))
        , m_run(store.findUnfinished(m_request))
        , m_isResumed(m_run.has_value())
    {
        if (!m_run)
            return;
        const auto stored = store.storedOrdinals(*m_run);
        if (!stored.empty() && stored.front().first == 0)
            m_next = stored.front().second;
    }

    std::int64_t existingPoints() const override { return m_next; }

    void append(std::span<const Point> points) override
    {
        begin();
        std::vector<store::PointRecord> records;
        records.reserve(points.size());
        for (const auto& point : points)
            records.push_back(recordOf(point, m_next++));
        m_store.appendPoints(*m_run, records);
    }

    void end(store::RunState state, const std::string& message = {})
    {
        begin();
        m_store.finishRun(*m_run, state, message);
    }

    /// For a run that failed already: the first error is the one to be told.
    void endQuietly(const std::string& message) noexcept
    {
        if (!m_isBegun)
            return;
        try {
            end(store::RunState::Failed, message);
        } catch (const std::exception&) {
            // A store that cannot be written keeps the run as Running, which is continued all the same.
        }
    }

    bool isResumed() const { return m_isResumed; }
    store::RunId run() const { return *m_run; }

private:
    void begin()
    {
        if (m_isBegun)
            return;
        if (m_run)
            m_store.resumeRun(*m_run);
        else
            m_run = m_store.createRun(m_request);
        m_isBegun = true;
        m_lease.emplace(m_store.path(), *m_run);
    }

    store::RunStore& m_store;
    store::RunRequest m_request;
    std::optional<store::RunId> m_run;
    bool m_isResumed = false;
    bool m_isBegun = false;
    std::int64_t m_next = 0;
    std::optional<store::RunLease> m_lease; ///< while points come in
};

/// 0 as soon as one range is exact: how many outcomes there are is known at the end.
std::int64_t plannedPoints(const std::vector<policy::PolicyRange>& ranges)
{
    std::int64_t points = 0;
    for (const auto& range : ranges) {
        if (range.isExact())
            return 0;
        points += static_cast<std::int64_t>(range.expand().size());
    }
    return points;
}

std::string nameFor(const Plan& plan)
{
    std::set<std::string> seen;
    std::string name;
    for (const auto& range : plan.ranges)
        if (seen.insert(range.name).second)
            name += (name.empty() ? "" : ", ") + range.name;
    const auto& info = plan.trace->info();
    const std::string& data = info.datasetName.empty() ? info.task : info.datasetName;
    return data.empty() ? name : name + " on " + data;
}

} // namespace

std::string machineName()
{
    std::array<char, 256> name {};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

store::RunRequest requestOf(const StoredSweep& sweep)
{
    const Plan& plan = sweep.plan;
    store::RunRequest request;
    request.name = sweep.name.empty() ? nameFor(plan) : sweep.name;
    request.kind = "sweep";
    if (plan.models.empty())
        request.traces.push_back(recordOf(*plan.trace));
    for (const auto& model : plan.models)
        request.traces.push_back(recordOf(*model));
    for (const auto& range : plan.ranges)
        request.policies.push_back(range.text());
    nlohmann::ordered_json options = nlohmann::ordered_json::object();
    if (plan.cost.paddedTokens > 0)
        options["padded_tokens"] = plan.cost.paddedTokens;
    if (plan.exact == ExactPoints::Front)
        options["exact"] = "front";
    if (sweep.intervals)
        options["intervals"] = { { "draws", sweep.intervals->draws }, { "confidence", sweep.intervals->confidence },
            { "seed", sweep.intervals->seed } };
    request.options = options.dump();
    request.codeVersion = EXITSCOPE_VERSION;
    request.machine = machineName();
    request.plannedPoints = plannedPoints(plan.ranges);
    return request;
}

StoredSweep storedSweepOf(const store::Run& run)
{
    const std::string name = "run " + std::to_string(static_cast<std::int64_t>(run.summary.id)) + " \"" + run.summary.name + "\"";
    if (run.request.kind != "sweep" || run.request.traces.empty())
        throw InputError(name + " is not a sweep over a trace", "only sweeps can be repeated here");
    StoredSweep sweep;
    sweep.name = run.request.name;
    for (const auto& policy : run.request.policies)
        sweep.plan.ranges.push_back(policy::parseRange(policy));
    try {
        const auto options = nlohmann::json::parse(run.request.options);
        sweep.plan.cost.paddedTokens = options.value("padded_tokens", std::int64_t { 0 });
        sweep.plan.exact = options.value("exact", std::string()) == "front" ? ExactPoints::Front : ExactPoints::All;
        if (const auto found = options.find("intervals"); found != options.end())
            sweep.intervals = evidence::BootstrapOptions { found->value("draws", 1000), found->value("confidence", 0.95),
                found->value("seed", std::uint64_t { 1 }) };
    } catch (const nlohmann::json::exception&) {
        throw InputError(name + " has options that no sweep has: " + run.request.options, "sweep it anew");
    }
    std::vector<std::shared_ptr<const trace::Trace>> traces;
    for (const auto& record : run.request.traces) {
        traces.push_back(trace::Trace::open(record.path));
        if (recordOf(*traces.back()).sha256 != record.sha256)
            throw InputError(record.path, "is no longer the trace that " + name + " was made with", "sweep it anew");
    }
    sweep.plan.trace = traces.size() == 1 ? traces.front() : cost::cascadeOf(traces, sweep.plan.cost);
    if (traces.size() > 1)
        sweep.plan.models = std::move(traces);
    return sweep;
}

StoredSweepEnd sweepIntoStore(store::RunStore& store, const StoredSweep& asked, const JobContext& job)
{
    StoreSink sink(store, requestOf(asked));
    std::optional<evidence::IntervalSink> intervals;
    if (asked.intervals)
        intervals.emplace(sink, asked.plan, *asked.intervals, job);
    try {
        const auto report = sweep(asked.plan, intervals ? static_cast<PointSink&>(*intervals) : sink, job);
        sink.end(report.end == JobEnd::Finished ? store::RunState::Finished : store::RunState::Cancelled);
        return { report.end, sink.run(), sink.isResumed() };
    } catch (const std::exception& error) {
        sink.endQuietly(error.what());
        throw;
    }
}

} // namespace exitscope::sweep
