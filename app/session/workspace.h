#pragma once

#include "app/analysis/calibration_work.h"
#include "app/analysis/live_policy.h"
#include "app/commands/run_edits.h"
#include "app/jobs/job_queue.h"
#include "app/jobs/quick_task.h"
#include "app/plots/plotted_run.h"
#include "app/session/demo.h"
#include "app/session/run_set.h"
#include "app/session/settings.h"
#include "core/engine/engine.h"
#include "core/store/run_store.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QStringList>
#include <QUndoStack>

#include <memory>
#include <optional>

namespace exitscope::app {

/// What is open: one store, one trace, one rule under the scrubber, the selected runs with their points. Everything slow
/// happens off the GUI thread and ends in a signal; everything that failed ends in one sentence.
class Workspace final : public QObject
{
    Q_OBJECT

public:
    Workspace(JobQueue* jobs, QObject* parent = nullptr);
    ~Workspace() override;

    bool hasStore() const { return m_store.has_value(); }
    QString storePath() const;
    const std::shared_ptr<const trace::Trace>& trace() const { return m_trace; }
    QString tracePath() const { return m_tracePath; }
    const std::vector<ScrubbedRule>& rules() const { return m_rules; }
    const std::shared_ptr<LivePolicy>& live() const { return m_live; }
    // Empty, with failed(), where the store cannot be read any more.
    std::vector<store::RunSummary> runs();
    std::vector<store::TraceRecord> traces();

    /// Opens or makes a store. False, with failed(), when it cannot be opened; the one before stays open then.
    bool openStore(const QString& path);
    /// A consistent copy under another name, in the background, which is opened then.
    void saveStoreAs(const QString& path);
    /// The demo's store and trace; traces and sweeps it first where that has not been done yet.
    void openDemo(const Demo& demo);
    void openTrace(const QString& path);
    /// `index` into rules().
    void chooseRule(int index);
    /// One of rules() with further parameters of its own.
    void prepareRule(const ScrubbedRule& rule);
    void selectRuns(const RunSet& runs);

    void startTrace(engine::TraceRequest request);
    /// `specifications` as on the command line; over the open trace, or over the cascade of `models`, into the open store.
    void startSweep(const QStringList& specifications, const QString& name,
        const std::vector<std::shared_ptr<const trace::Trace>>& models = {});

    /// On the open trace; kept in the open store where there is one.
    void startCalibration(const CalibrationChoice& choice);
    std::vector<store::CalibrationRecord> calibrations() const; ///< oldest first

    // Edits of runs, each of which can be undone.
    QUndoStack& history() { return m_history; }
    void renameRun(const RunSet& run, const QString& name);
    void setNotes(const RunSet& run, const QString& notes);
    void setTags(const RunSet& runs, const std::vector<std::string>& tags);
    void setLook(const RunSet& run, const std::string& lookJson);
    void deleteRuns(const RunSet& runs); ///< into the bin
    void restoreRuns(const RunSet& runs);

    std::vector<store::RunSummary> bin();
    void emptyBin(); ///< for good: the history of edits ends here
    /// The run with all that is needed to repeat it; none, with failed(), where it cannot be read.
    std::optional<store::Run> run(store::RunId id);
    /// Of `runs` the sweeps that are neither finished nor under way anywhere: their program was killed.
    RunSet interrupted(const std::vector<store::RunSummary>& runs) const;
    void resume(const RunSet& runs);
    /// Takes over the runs of another store, in a job.
    void importRuns(const QString& path);
    /// The trace of some runs is at `path` now; refused, with failed(), where that is another file than `trace` was.
    void locateTrace(const store::TraceRecord& trace, const QString& path);

Q_SIGNALS:
    void storeChanged();
    void storeSaved(const QString& path); ///< saveStoreAs() did; it is open
    void runsListed();                   ///< runs or traces of the store changed
    void traceChanged();                 ///< trace() and rules()
    void liveChanged();
    void runsLoaded(std::shared_ptr<const std::vector<exitscope::app::PlottedRun>> runs);
    void sweepFinished(const exitscope::app::RunSet& run);
    void calibrated(const exitscope::app::CalibrationPicture& picture);
    void calibrationEnded();             ///< however it did
    void failed(const QString& problem);
    void runsImported(qint64 added, qint64 extended, qint64 known);
    void storeLost(const QString& path); ///< its file was deleted or moved while it was open
    void busyChanged(bool isBusy);       ///< a trace or a rule is being prepared

private:
    void edit(std::unique_ptr<RunEdit> command);
    bool carryOut(const std::function<void(store::RunStore&)>& change);
    RunEditor editor();
    std::vector<store::RunSummary> listed(store::Bin bin);
    std::vector<store::RunSummary> summaries(const RunSet& runs);
    void watchStore();
    void report(const std::exception& error);
    void setTrace(const QString& path, std::shared_ptr<const trace::Trace> trace);

    JobQueue* m_jobs;
    Settings m_settings;
    std::optional<store::RunStore> m_store; ///< the GUI thread's connection: short reads, renames, tags
    QString m_tracePath;
    std::shared_ptr<const trace::Trace> m_trace;
    std::vector<ScrubbedRule> m_rules;
    std::shared_ptr<LivePolicy> m_live;
    QUndoStack m_history;
    QFileSystemWatcher m_watcher; ///< of the open store's file
    RunSet m_selected; ///< what selectRuns() was last given
    QuickTask m_opening, m_preparing, m_loading, m_copying, m_locating;
};

} // namespace exitscope::app
