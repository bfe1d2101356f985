#pragma once

#include "app/jobs/job_runner.h"

#include <QElapsedTimer>

#include <deque>
#include <functional>
#include <optional>

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
};

/// Jobs one after another: LibTorch is fastest with one inference at a time on all cores.
class JobQueue final : public QObject
{
    Q_OBJECT

public:
    struct Job
    {
        QString title;
        JobRunner::Work work;
        std::function<void()> onFinished = {}; ///< on the GUI thread
        std::function<void()> onCancelled = {};
    };

    explicit JobQueue(QObject* parent = nullptr);

    void enqueue(Job job);
    void cancelCurrent();
    void cancelAll();
    void pauseCurrent();
    void resumeCurrent();
    bool isBusy() const { return m_current.has_value(); }
    const JobStatus& status() const { return m_status; }

Q_SIGNALS:
    void statusChanged(const exitscope::app::JobStatus& status);
    void jobFinished(const QString& title, double seconds);
    void jobCancelled(const QString& title);
    void jobFailed(const QString& title, const QString& message);
    void becameIdle();

private:
    void startNext();
    void onProgress(const Progress& progress);
    void finishCurrent();

    JobRunner m_runner;
    std::deque<Job> m_waiting;
    std::optional<Job> m_current;
    JobStatus m_status;
    QElapsedTimer m_clock;
    std::deque<std::pair<qint64, std::int64_t>> m_samples; ///< (milliseconds, done) of the last seconds
};

} // namespace exitscope::app
