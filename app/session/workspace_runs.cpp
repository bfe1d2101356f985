#include "app/session/workspace.h"

#include "core/error.h"
#include "core/io/sha256.h"
#include "core/store/run_lease.h"
#include "core/sweep/stored_sweep.h"

#include <QFileInfo>

#include <algorithm>

namespace exitscope::app {

RunEditor Workspace::editor()
{
    return [this](const std::function<void(store::RunStore&)>& change) { return carryOut(change); };
}

bool Workspace::carryOut(const std::function<void(store::RunStore&)>& change)
{
    bool isDone = false;
    try {
        // SQLite would go on writing into a file that has no name any more.
        if (!QFileInfo::exists(storePath()))
            throw InputError(m_store->path(), "was deleted or moved while it was open", "put it back, or open another store");
        change(*m_store);
        isDone = true;
    } catch (const std::exception& error) {
        report(error);
    }
    Q_EMIT runsListed();
    return isDone;
}

void Workspace::edit(std::unique_ptr<RunEdit> command)
{
    m_history.push(command.release());
}

std::vector<store::RunSummary> Workspace::summaries(const RunSet& runs)
{
    std::vector<store::RunSummary> found;
    for (const auto id : runs.ids)
        if (const auto one = run(id))
            found.push_back(one->summary);
    return found;
}

std::optional<store::Run> Workspace::run(store::RunId id)
{
    if (!m_store)
        return std::nullopt;
    try {
        return m_store->run(id);
    } catch (const std::exception& error) {
        report(error);
        return std::nullopt;
    }
}

void Workspace::renameRun(const RunSet& run, const QString& name)
{
    if (const auto before = summaries(run); !before.empty())
        edit(renaming(editor(), before, name));
}

void Workspace::setNotes(const RunSet& run, const QString& notes)
{
    if (const auto before = summaries(run); !before.empty())
        edit(noting(editor(), before, notes));
}

void Workspace::setTags(const RunSet& runs, const std::vector<std::string>& tags)
{
    if (const auto before = summaries(runs); !before.empty())
        edit(tagging(editor(), before, tags));
}

void Workspace::setLook(const RunSet& run, const std::string& lookJson)
{
    if (const auto before = summaries(run); !before.empty())
        edit(restyling(editor(), before, lookJson));
    selectRuns(m_selected); // plots are drawn anew
}

void Workspace::deleteRuns(const RunSet& runs)
{
    if (m_store && !runs.ids.empty())
        edit(deleting(editor(), runs));
}

void Workspace::restoreRuns(const RunSet& runs)
{
    if (m_store && !runs.ids.empty())
        edit(restoring(editor(), runs));
}

std::vector<store::RunSummary> Workspace::listed(store::Bin bin)
{
    try {
        return m_store ? m_store->listRuns(bin) : std::vector<store::RunSummary> {};
    } catch (const std::exception& error) {
        report(error);
        return {};
    }
}

std::vector<store::RunSummary> Workspace::bin()
{
    return listed(store::Bin::Only);
}

void Workspace::emptyBin()
{
    if (m_store && carryOut([](store::RunStore& store) { store.purge(); }))
        m_history.clear();
}

RunSet Workspace::interrupted(const std::vector<store::RunSummary>& runs) const
{
    RunSet found;
    if (!m_store)
        return found;
    for (const auto& run : runs)
        if (run.state == store::RunState::Running && run.kind == "sweep")
            found.ids.push_back(run.id);
    const auto alive = store::leasedRuns(m_store->path(), found.ids);
    std::erase_if(
        found.ids, [&alive](store::RunId id) { return std::find(alive.begin(), alive.end(), id) != alive.end(); });
    return found;
}

void Workspace::resume(const RunSet& runs)
{
    for (const auto id : runs.ids) {
        const auto stored = run(id);
        if (!stored)
            continue;
        auto made = std::make_shared<RunSet>();
        JobQueue::Job job;
        job.title = tr("Resuming %1").arg(QString::fromStdString(stored->summary.name));
        job.work = [path = m_store->path(), stored = *stored, made](const JobContext& context) {
            store::RunStore store(path, store::OpenMode::MustExist);
            const auto done = sweep::sweepIntoStore(store, sweep::storedSweepOf(stored), context);
            made->ids.push_back(done.run);
            return done.end;
        };
        job.onFinished = [this, made] {
            Q_EMIT runsListed();
            Q_EMIT sweepFinished(*made);
        };
        job.onCancelled = [this] { Q_EMIT runsListed(); };
        m_jobs->enqueue(std::move(job));
    }
}

void Workspace::importRuns(const QString& path)
{
    if (!m_store)
        return;
    auto result = std::make_shared<store::ImportResult>();
    JobQueue::Job job;
    job.title = tr("Importing %1").arg(QFileInfo(path).fileName());
    job.work = [into = m_store->path(), from = path.toStdString(), result](const JobContext&) {
        *result = store::RunStore(into, store::OpenMode::MustExist).importFrom(from);
        return JobEnd::Finished;
    };
    job.onFinished = [this, result] {
        Q_EMIT runsListed();
        Q_EMIT runsImported(result->runsAdded, result->runsExtended, result->runsKnown);
    };
    m_jobs->enqueue(std::move(job));
}

void Workspace::locateTrace(const store::TraceRecord& trace, const QString& path)
{
    m_locating.run(
        this,
        [trace, path] {
            if (io::sha256OfFile(path.toStdString()) != trace.sha256)
                throw InputError(path.toStdString(), "is not the trace that was at " + trace.path, "choose the same file");
            return true;
        },
        [this, trace, path](bool) {
            if (carryOut([&](store::RunStore& store) { store.setTracePath(trace.sha256, path.toStdString()); }))
                selectRuns(m_selected);
        },
        [this](const QString& problem) { Q_EMIT failed(problem); });
}

void Workspace::watchStore()
{
    if (const auto before = m_watcher.files(); !before.isEmpty())
        m_watcher.removePaths(before);
    m_watcher.addPath(storePath());
    m_watcher.disconnect(this);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, [this](const QString& path) {
        if (!QFileInfo::exists(path))
            Q_EMIT storeLost(path);
    });
}

} // namespace exitscope::app
