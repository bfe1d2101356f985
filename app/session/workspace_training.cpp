#include "app/session/workspace.h"

#include "app/session/preferences.h"
#include "app/session/traced_with.h"
#include "core/engine/checkpoint/checkpoint.h"
#include "core/sweep/stored_sweep.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace exitscope::app {

namespace {

using Paths = std::vector<std::filesystem::path>;

QString fromPath(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

/// Every exit that the rule can take; patience has as many settings as there are exits below the last.
std::string exactRule(const trace::Trace& trace)
{
    if (trace.classes() > 1)
        return "entropy:threshold=exact";
    const auto most = std::to_string(std::max<std::int64_t>(1, trace.exits() - 1));
    return "patience:patience=1:" + most + ":" + most;
}

/// The latest sweep of one of `parents`, in their order, on the data of `trace`.
std::optional<store::RunId> runOfParent(
    const store::RunStore& store, const trace::Trace& trace, const Paths& parents, const JobContext& job)
{
    for (const auto& parent : parents) {
        const auto hash = engine::Checkpoint::open(parent)->sha256(job);
        if (hash.empty())
            return std::nullopt; // stopped
        for (const auto& summary : store.listRuns()) { // newest first
            const auto request = store.run(summary.id).request;
            const bool isIts = summary.kind == "sweep" && request.traces.size() == 1 && request.traces.front().model
                && request.traces.front().model->sha256 == hash && request.traces.front().dataset
                && request.traces.front().dataset->sha256 == trace.info().datasetSha256;
            if (isIts)
                return summary.id;
        }
    }
    return std::nullopt;
}

/// On a worker, with a connection of its own. `made`: the parent's run, where there is one, and the new one.
JobEnd sweepTrained(const std::filesystem::path& path, const std::filesystem::path& trace, const Paths& parents, RunSet& made,
    const JobContext& job)
{
    store::RunStore store(path, store::OpenMode::MustExist);
    sweep::StoredSweep sweep;
    sweep.name = trace.stem().string(); // of model and data: several models are looked at side by side
    sweep.plan.trace = trace::Trace::open(trace);
    sweep.plan.ranges.push_back(policy::parseRange(exactRule(*sweep.plan.trace)));
    made.ids.clear();
    if (const auto parent = runOfParent(store, *sweep.plan.trace, parents, job))
        made.ids.push_back(*parent);
    const auto done = sweep::sweepIntoStore(store, sweep, job);
    if (made.ids.empty() || made.ids.front() != done.run)
        made.ids.push_back(done.run);
    return done.end;
}

bool isModelFolder(const std::filesystem::path& folder)
{
    std::error_code error;
    return std::filesystem::exists(folder / "config.json", error);
}

} // namespace

void Workspace::startTraceOfTrained(engine::TraceRequest request, const Paths& given)
{
    if (request.threads == 0)
        request.threads = storedPreferences().threads;
    Paths parents;
    std::copy_if(given.begin(), given.end(), std::back_inserter(parents), isModelFolder);
    m_settings.addRecent(QStringLiteral("models"), fromPath(request.model));
    m_settings.addRecent(QStringLiteral("datasets"), fromPath(request.data));
    QDir().mkpath(QFileInfo(fromPath(request.output)).absolutePath());
    rememberTracing(request);
    JobQueue::Job job;
    job.title = tr("Tracing %1").arg(fromPath(request.data.filename()));
    job.work = [request](const JobContext& context) { return engine::loadEngine()->trace(request, context).end; };
    job.onFinished = [this, request, parents] {
        openTrace(fromPath(request.output));
        if (!hasStore())
            return;
        auto made = std::make_shared<RunSet>();
        JobQueue::Job sweep;
        sweep.title = tr("Sweeping %1").arg(fromPath(request.output.stem()));
        sweep.work = [store = std::filesystem::path(storePath().toStdString()), trace = request.output, parents, made](
                         const JobContext& context) { return sweepTrained(store, trace, parents, *made, context); };
        sweep.onFinished = [this, made] {
            m_store.refresh([this, made] { Q_EMIT sweepFinished(*made); });
        };
        m_jobs->enqueue(std::move(sweep));
    };
    m_jobs->enqueue(std::move(job));
    Q_EMIT runsListed();
}

} // namespace exitscope::app
