#pragma once

#include "app/jobs/job_runner.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QTimer>

#include <chrono>
#include <deque>
#include <functional>
#include <optional>
#include <vector>

namespace exitscope::app {

/// What the job bar shows. Rate and time left come from the last seconds, not from the whole run, so that a resumed
/// job does not look infinitely fast.
struct JobStatus
{
    QString title;
    QString note;
    QString unit;
    std::int64_t done = 0, total = 0;
    std::optional<double> rate;        ///< units per second
    std::optional<double> secondsLeft;
    JobRunner::State state = JobRunner::State::Idle;
    std::size_t waiting = 0;           ///< jobs behind this one
    int silentSeconds = 0;             ///< since it last got on; 0 as long as that is not worth a word
};

enum class JobId : std::uint64_t {};
enum class JobState { Waiting, Held, Running, Paused, Cancelling, Finished, Cancelled, Failed };

[[nodiscard]] bool isOver(JobState state);

/// One job, from its first wait to long after its end.
struct JobRecord
{
    JobId id {};
    JobState state = JobState::Waiting;
    JobStatus status;   ///< of its last report
    QDateTime started;  ///< invalid: not yet
    double seconds = 0; ///< that it took; counts while it runs
    QString problem;    ///< why it failed
};

/// Jobs one after another: LibTorch is fastest with one inference at a time on all cores. What ended stays in the list, to
/// be looked up or tried again.
class JobQueue final : public QObject
{
    Q_OBJECT

public:
    struct Job
    {
        QString title;
        JobRunner::Work work; ///< may be called again after it was cancelled or has failed
        std::function<void()> onFinished = {}; ///< on the GUI thread
        std::function<void()> onCancelled = {};
    };

    explicit JobQueue(QObject* parent = nullptr);

    JobId enqueue(Job job);
    void cancelCurrent();
    void cancelAll();
    void pauseCurrent();
    void resumeCurrent();
    bool isBusy() const { return m_current.has_value(); }
    const JobStatus& status() const { return m_status; }
    double lastSeconds() const { return m_lastSeconds; } ///< that the job took that ended last

    // One job by its id; what its state does not allow does nothing.
    void pause(JobId id); ///< a waiting one is held back until it is resumed
    void resume(JobId id);
    void cancel(JobId id);
    void retry(JobId id); ///< a cancelled or failed one, at the end of the line
    void clearEnded();

    std::size_t count() const { return m_entries.size(); }
    JobRecord record(std::size_t place) const; ///< in the order in which they were asked for
    /// How long a running job may say nothing before stalled().
    void setStallTime(std::chrono::milliseconds time);

Q_SIGNALS:
    void statusChanged(const exitscope::app::JobStatus& status);
    void jobFinished(const QString& title, double seconds);
    void jobCancelled(const QString& title);
    void jobFailed(const QString& title, const QString& message);
    void stalled(const QString& title, int seconds); ///< once, until it gets on again
    void becameIdle(); ///< nothing runs, and nothing waits that is not held
    // Of the list:
    void recordAdded();
    void recordChanged(std::size_t place);
    void recordsCleared(); ///< any number went

private:
    struct Entry
    {
        Job job;
        JobRecord record;
    };

    void startNext();
    void onProgress(const Progress& progress);
    void onEnd(JobState how, const QString& problem);
    void onTick();
    std::optional<std::size_t> placeOf(JobId id) const;
    void setState(std::size_t place, JobState state);
    std::size_t countWaiting() const;
    void tellStatus();

    JobRunner m_runner;
    std::vector<Entry> m_entries;
    std::optional<std::size_t> m_current; ///< place in m_entries
    std::uint64_t m_lastId = 0;
    double m_lastSeconds = 0;
    JobStatus m_status;
    QElapsedTimer m_clock;
    QElapsedTimer m_silence; ///< since the last report that got on
    bool m_hasStalled = false;
    std::chrono::milliseconds m_stallTime;
    QTimer m_tick;
    std::deque<std::pair<qint64, std::int64_t>> m_samples; ///< (milliseconds, done) of the last seconds
};

} // namespace exitscope::app
