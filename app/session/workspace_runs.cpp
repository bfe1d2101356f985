#include "app/session/workspace.h"

#include "core/error.h"
#include "core/io/sha256.h"
#include "core/sweep/stored_sweep.h"

#include <QFileInfo>

#include <algorithm>

namespace exitscope::app {

/// An edit is in the history at once, so that what is undone and redone before it is made comes after it.
void Workspace::edit(const MakeEdit& make, const std::function<void(bool)>& then)
{
    if (!hasStore())
        return;
    const auto again = [this, make, then, path = storePath()] {
        if (storePath() == path) // runs of another store have the same numbers
            edit(make, then);
    };
    m_history.push(make([this, then, again, isFirst = true](auto change, auto done) mutable {
        const bool isNew = std::exchange(isFirst, false);
        m_store.edit(std::move(change), [this, then, again, isNew, done](const QString& problem) {
            done(problem.isEmpty());
            if (!problem.isEmpty()) {
                forgetFailedEdits();
                Q_EMIT editFailed(problem, isNew ? std::function<void()>(again) : nullptr);
            } else if (then) {
                then(isNew);
            }
        });
    }).release());
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

void Workspace::emptyBin()
{
    m_store.edit([](store::RunStore& store) { store.purge(); },
        [this](const QString& problem) {
            if (problem.isEmpty())
                m_history.clear();
            else
                Q_EMIT editFailed(problem, [this] { emptyBin(); });
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
    m_locating.run(
        this,
        [trace, path] {
            if (io::sha256OfFile(path.toStdString()) != trace.sha256)
                throw InputError(path.toStdString(), "is not the trace that was at " + trace.path, "choose the same file");
            return true;
        },
        [this, trace, path](bool) {
            m_store.edit(
                [trace, path](store::RunStore& store) { store.setTracePath(trace.sha256, path.toStdString()); },
                [this](const QString& problem) {
                    if (problem.isEmpty())
                        selectRuns(m_selected);
                    else
                        Q_EMIT failed(problem);
                });
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
