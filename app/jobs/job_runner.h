#pragma once

#include "core/job.h"

#include <QObject>
#include <QString>

#include <atomic>
#include <functional>
#include <thread>

namespace exitscope::app {

/// Runs one long core function on a thread of its own and turns its progress into queued signals. Reports are
/// coalesced, not queued: however often the work reports, at most one delivery is pending, and the last value always
/// arrives before the end. Destroying a running runner requests a stop and joins.
class JobRunner final : public QObject
{
    Q_OBJECT

public:
    enum class State { Idle, Running, Paused, Cancelling };
    Q_ENUM(State)

    /// Returns how it ended; exceptions become failed().
    using Work = std::function<JobEnd(const JobContext&)>;

    explicit JobRunner(QObject* parent = nullptr);
    ~JobRunner() override;

    State state() const { return m_state; }
    void start(Work work); ///< only while Idle
    void requestCancel();
    void pause();
    void resume();

Q_SIGNALS:
    void stateChanged(exitscope::app::JobRunner::State state);
    void progressed(const exitscope::Progress& progress);
    void finished();
    void cancelled();
    void failed(const QString& message);

private:
    void report(const Progress& progress);
    void deliver();
    void end(JobEnd how, const QString& error);
    void setState(State state);

    State m_state = State::Idle;
    PauseGate m_gate;
    std::mutex m_mutex; ///< guards m_latest
    Progress m_latest;
    std::atomic<bool> m_pending { false };
    std::jthread m_thread; ///< last member: destroyed, so joined, first
};

} // namespace exitscope::app
