#pragma once

#include "app/analysis/calibration_work.h"
#include "app/analysis/difficulty_work.h"
#include "app/analysis/live_policy.h"
#include "app/commands/run_edits.h"
#include "app/jobs/job_queue.h"
#include "app/jobs/quick_task.h"
#include "app/plots/plotted_run.h"
#include "app/session/demo.h"
#include "app/session/open_store.h"
#include "app/session/outcome_choice.h"
#include "app/session/run_set.h"
#include "app/session/settings.h"
#include "core/engine/checkpoint/token_hash_builder.h"
#include "core/engine/engine.h"
#include "core/store/run_store.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QStringList>
#include <QUndoStack>

#include <functional>
#include <memory>

namespace exitscope::app {

/// What is open: one store, one trace, one rule under the scrubber, the selected runs with their points. Everything slow
/// happens off the GUI thread and ends in a signal; everything that failed ends in one sentence.
class Workspace final : public QObject
{
    Q_OBJECT

public:
    Workspace(JobQueue* jobs, QObject* parent = nullptr);
    ~Workspace() override;

    bool hasStore() const { return m_store.isOpen(); }
    const QString& storePath() const { return m_store.path(); }
    const std::shared_ptr<const trace::Trace>& trace() const { return m_trace; }
    QString tracePath() const { return m_tracePath; }
    const std::vector<ScrubbedRule>& rules() const { return m_rules; }
    const std::shared_ptr<LivePolicy>& live() const { return m_live; }
    // What the open store holds, as runsListed() last said.
    const std::vector<store::RunSummary>& runs() const { return m_store.contents().runs; }
    const std::vector<store::RunSummary>& bin() const { return m_store.contents().bin; }
    const std::vector<store::TraceRecord>& traces() const { return m_store.contents().traces; }
    const std::vector<store::CalibrationRecord>& calibrations() const { return m_store.contents().calibrations; }
    const RunSet& interrupted() const { return m_store.contents().interrupted; }

    /// Opens or makes a store in the background, then says `then` how that went: false, with failed(), where it cannot be
    /// opened; the one before stays open.
    void openStore(const QString& path, std::function<void(bool isOpen)> then = {});
    /// A consistent copy under another name, in the background, which is opened then.
    void saveStoreAs(const QString& path);
    /// The demo's store and trace; traces and sweeps it first where that has not been done yet. `then`: its store is open.
    void openDemo(const Demo& demo, const std::function<void()>& then);
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

    /// Runs the model of the open trace over its data again with one policy, and keeps run and exits in the open store. What is
    /// not the traced model and data is refused before anything runs.
    void startExecution(engine::ExecuteRequest request);

    /// Counts a corpus, or draws, and keeps the table of a hash of tokens at `output`.
    void startHash(const engine::TokenHashRequest& request, const QString& output);

    /// On the open trace; kept in the open store where there is one.
    void startCalibration(const CalibrationChoice& choice);

    /// Kept beside its data; what a stop leaves of it is kept too.
    void startStudy(const DifficultyRequest& request);

    /// Traces what was trained, then sweeps it exactly into the open store: by entropy, or by patience where there are no classes.
    /// sweepFinished() follows, with the latest run of a model that it was made from, on the same data, where the store has one.
    void startTraceOfTrained(engine::TraceRequest request, const std::vector<std::filesystem::path>& parents);

    // Edits of runs, each of which can be undone. They are made in the background, in the order asked for; runsListed()
    // follows, or editFailed().
    QUndoStack& history() { return m_history; }
    void renameRun(const RunSet& run, const QString& name);
    void setNotes(const RunSet& run, const QString& notes);
    void setTags(const RunSet& runs, const std::vector<std::string>& tags);
    void setLook(const RunSet& run, const std::string& lookJson);
    void deleteRuns(const RunSet& runs, const std::function<void()>& then = {}); ///< into the bin; `then`: they are there
    void restoreRuns(const RunSet& runs);
    using MakeEdit = std::function<std::unique_ptr<RunEdit>(RunEditor)>;
    void editSlices(const MakeEdit& make); ///< slicesChanged() follows, whenever it is undone or redone too
    void emptyBin(); ///< for good: the history of edits ends here
    /// Edits that the disk or the rights of the store did not let through. They are kept, and made where the store is
    /// opened again, or a copy of it that was saved.
    int unmadeEdits() const { return static_cast<int>(m_unmade.size()); }
    bool isEditing() const { return m_store.edits() > 0; } ///< edits were asked for that are not made yet
    int edits() const { return m_store.edits(); }
    void abandonEdits() { m_store.abandonEdits(); }

    /// Hands the run to `use` with all that is needed to repeat it; failed() where it cannot be read.
    void readRun(store::RunId id, std::function<void(const store::Run&)> use) { m_store.readRun(id, std::move(use)); }
    void resume(const RunSet& runs);
    /// Takes over the runs of another store, in a job.
    void importRuns(const QString& path);
    /// The trace of some runs is at `path` now: traceLocated(), or traceRefused() where that is another file.
    void locateTrace(const store::TraceRecord& trace, const QString& path);

Q_SIGNALS:
    void storeChanged();
    void storeSaved(const QString& path); ///< saveStoreAs() did; it is open
    void runsListed();                   ///< runs, bin, traces or calibrations of the store were read anew
    void traceChanged();                 ///< trace() and rules()
    void liveChanged();
    void runsLoaded(std::shared_ptr<const std::vector<exitscope::app::PlottedRun>> runs);
    void sweepFinished(const exitscope::app::RunSet& run);
    void calibrated(const exitscope::app::CalibrationPicture& picture);
    /// A policy was run and kept. `notes`: what the engine says of it, a sentence each.
    void executed(const exitscope::app::OutcomeChoice& point, const QStringList& notes);
    void hashMade(const QString& path, const QString& model);
    void calibrationEnded();             ///< however it did
    void studied(const QString& file);   ///< a study of difficulty is there, whole or as far as it came
    void studyEnded();                   ///< however it did
    void failed(const QString& problem);
    void traceLocated(const QString& before, const QString& now);
    void traceRefused(const QString& before, const QString& problem);
    void slicesChanged();
    /// An edit could not be made. `again` asks for it once more; empty where it was an undo or a redo. `isKept`: it is
    /// one of unmadeEdits() now.
    void editFailed(const QString& problem, const std::function<void()>& again, bool isKept);
    void editsEnded(); ///< no edit waits any more
    void runsImported(qint64 added, qint64 extended, qint64 known);
    void storeLost(const QString& path); ///< its file was deleted or moved while it was open
    void busyChanged(bool isBusy);       ///< a trace or a rule is being prepared

private:
    struct UnmadeEdit
    {
        int number;
        QString store;
        MakeEdit make;
        std::function<void(bool isFirst)> then;
    };

    /// `then`: it was made, for the first time or by a redo or undo.
    void edit(const MakeEdit& make, const std::function<void(bool isFirst)>& then = {});
    void onEditFailed(const QString& problem, const std::optional<UnmadeEdit>& again, bool isOfDisk);
    void makeUnmadeEdits(const QString& store);
    void forgetFailedEdits();
    void onStoreOpened();
    void traceDemo(const Demo& demo);
    void sweepDemo(const Demo& demo, const QString& store);
    void watchStore();
    void setTrace(const QString& path, std::shared_ptr<const trace::Trace> trace);

    JobQueue* m_jobs;
    Settings m_settings;
    OpenStore m_store;
    QString m_tracePath;
    std::shared_ptr<const trace::Trace> m_trace;
    std::vector<ScrubbedRule> m_rules;
    std::shared_ptr<LivePolicy> m_live;
    QUndoStack m_history;
    QFileSystemWatcher m_watcher; ///< of the open store's file
    std::vector<UnmadeEdit> m_unmade;
    int m_lastUnmade = 0;
    RunSet m_selected; ///< what selectRuns() was last given
    QuickTask m_opening, m_preparing, m_loading, m_locating;
};

} // namespace exitscope::app
