#include "app/session/workspace.h"

#include "core/error.h"
#include "core/io/sha256.h"
#include "core/sweep/stored_sweep.h"

#include <QFileInfo>

#include <algorithm>
#include <optional>
#include <utility>

#include <sys/stat.h>

namespace exitscope::app {

namespace {

using FileId = std::pair<dev_t, ino_t>;

/// Which file has that name, if any.
std::optional<FileId> fileAt(const QString& path)
{
    struct stat info {};
    if (::stat(path.toStdString().c_str(), &info) != 0)
        return std::nullopt;
    return FileId { info.st_dev, info.st_ino };
}

} // namespace

/// An edit is in the history at once, so that what is undone and redone before it is made comes after it.
void Workspace::edit(const MakeEdit& make, const std::function<void(bool)>& then)
{
    if (!hasStore())
        return;
    const UnmadeEdit again { ++m_lastUnmade, storePath(), make, then };
    m_history.push(make([this, again, isFirst = true](auto change, auto done) mutable {
        const bool isNew = std::exchange(isFirst, false);
        auto isOfDisk = std::make_shared<bool>(false);
        m_store.edit(
            [change = std::move(change), isOfDisk](store::RunStore& store) {
                try {
                    change(store);
                } catch (const IoError&) {
                    *isOfDisk = true; // the edit itself is good
                    throw;
                }
            },
            [this, again, isNew, isOfDisk, done](const QString& problem) {
                done(problem.isEmpty());
                if (!problem.isEmpty())
                    onEditFailed(problem, isNew ? std::optional(again) : std::nullopt, *isOfDisk);
                else if (again.then)
                    again.then(isNew);
            });
    }).release());
}

void Workspace::onEditFailed(const QString& problem, const std::optional<UnmadeEdit>& again, bool isOfDisk)
{
    forgetFailedEdits();
    if (!again) {
        Q_EMIT editFailed(problem, {}, false);
        return;
    }
    if (isOfDisk)
        m_unmade.push_back(*again);
    else
        m_store.refresh(); // what was asked for cannot be
    Q_EMIT editFailed(
        problem,
        [this, again = *again] {
            std::erase_if(m_unmade, [&again](const UnmadeEdit& one) { return one.number == again.number; });
            if (storePath() == again.store) // runs of another store have the same numbers
                edit(again.make, again.then);
        },
        isOfDisk);
}

/// Those of `store`, which is open again, or of which the open store is a copy.
void Workspace::makeUnmadeEdits(const QString& store)
{
    const auto rest = std::stable_partition(
        m_unmade.begin(), m_unmade.end(), [&store](const UnmadeEdit& one) { return one.store != store; });
    const std::vector<UnmadeEdit> due(rest, m_unmade.end());
    m_unmade.erase(rest, m_unmade.end());
    for (const auto& one : due)
        edit(one.make, one.then);
}

/// One that failed is neither undone nor redone: these steps take it out, and carry out nothing.
void Workspace::forgetFailedEdits()
{
    const auto isFailed = [this](int place) { return m_history.command(place)->isObsolete(); };
    while (m_history.index() > 0 && isFailed(m_history.index() - 1))
        m_history.undo();
    while (m_history.index() < m_history.count() && isFailed(m_history.index()))
        m_history.redo();
}

void Workspace::renameRun(const RunSet& run, const QString& name)
{
    edit([run, name](RunEditor editor) { return renaming(std::move(editor), run, name); });
}

void Workspace::setNotes(const RunSet& run, const QString& notes)
{
    edit([run, notes](RunEditor editor) { return noting(std::move(editor), run, notes); });
}

void Workspace::setTags(const RunSet& runs, const std::vector<std::string>& tags)
{
    edit([runs, tags](RunEditor editor) { return tagging(std::move(editor), runs, tags); });
}

void Workspace::setLook(const RunSet& run, const std::string& lookJson)
{
    edit([run, lookJson](RunEditor editor) { return restyling(std::move(editor), run, lookJson); },
        [this](bool) { selectRuns(m_selected); }); // plots are drawn anew
}

void Workspace::deleteRuns(const RunSet& runs, const std::function<void()>& then)
{
    if (!runs.ids.empty())
        edit([runs](RunEditor editor) { return deleting(std::move(editor), runs); },
            [then](bool isFirst) {
                if (isFirst && then)
                    then();
            });
}

void Workspace::restoreRuns(const RunSet& runs)
{
    if (!runs.ids.empty())
        edit([runs](RunEditor editor) { return restoring(std::move(editor), runs); });
}

void Workspace::editSlices(const MakeEdit& make)
{
    edit(make, [this](bool) { Q_EMIT slicesChanged(); });
}

void Workspace::emptyBin()
{
    m_store.edit([](store::RunStore& store) { store.purge(); },
        [this](const QString& problem) {
            if (problem.isEmpty())
                m_history.clear();
            else
                Q_EMIT editFailed(problem, [this] { emptyBin(); }, false);
        });
}

void Workspace::resume(const RunSet& runs)
{
    for (const auto& run : this->runs()) {
        if (std::find(runs.ids.begin(), runs.ids.end(), run.id) == runs.ids.end())
            continue;
        auto made = std::make_shared<RunSet>();
        JobQueue::Job job;
        job.title = tr("Resuming %1").arg(QString::fromStdString(run.name));
        job.work = [path = storePath().toStdString(), id = run.id, made](const JobContext& context) {
            store::RunStore store(path, store::OpenMode::MustExist);
            const auto done = sweep::sweepIntoStore(store, sweep::storedSweepOf(store.run(id)), context);
            made->ids.push_back(done.run);
            return done.end;
        };
        job.onFinished = [this, made] {
            m_store.refresh([this, made] { Q_EMIT sweepFinished(*made); });
        };
        job.onCancelled = [this] { m_store.refresh(); };
        m_jobs->enqueue(std::move(job));
    }
}

void Workspace::importRuns(const QString& path)
{
    if (!hasStore())
        return;
    auto result = std::make_shared<store::ImportResult>();
    JobQueue::Job job;
    job.title = tr("Importing %1").arg(QFileInfo(path).fileName());
    job.work = [into = storePath().toStdString(), from = path.toStdString(), result](const JobContext&) {
        *result = store::RunStore(into, store::OpenMode::MustExist).importFrom(from);
        return JobEnd::Finished;
    };
    job.onFinished = [this, result] {
        m_store.refresh([this, result] {
            Q_EMIT runsImported(result->runsAdded, result->runsExtended, result->runsKnown);
        });
    };
    m_jobs->enqueue(std::move(job));
}

void Workspace::locateTrace(const store::TraceRecord& trace, const QString& path)
{
    const QString before = QString::fromStdString(trace.path);
    m_locating.run(
        this,
        [trace, path] {
            if (io::sha256OfFile(path.toStdString()) != trace.sha256)
                throw InputError(path.toStdString(), "is not the trace that was at " + trace.path, "choose the same file");
            return true;
        },
        [this, trace, path, before](bool) {
            m_store.edit(
                [trace, path](store::RunStore& store) { store.setTracePath(trace.sha256, path.toStdString()); },
                [this, path, before](const QString& problem) {
                    if (problem.isEmpty()) {
                        selectRuns(m_selected);
                        Q_EMIT traceLocated(before, path);
                    } else {
                        Q_EMIT failed(problem);
                    }
                });
        },
        [this, before](const QString& problem) { Q_EMIT traceRefused(before, problem); });
}

/// Deleted, moved, or another file has its name now: what is open is written to no longer.
void Workspace::watchStore()
{
    if (const auto before = m_watcher.files(); !before.isEmpty())
        m_watcher.removePaths(before);
    m_watcher.addPath(storePath());
    m_watcher.disconnect(this);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, [this, opened = fileAt(storePath())](const QString& path) {
        if (fileAt(path) != opened)
            Q_EMIT storeLost(path);
    });
}

} // namespace exitscope::app
