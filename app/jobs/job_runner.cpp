#include "app/jobs/job_runner.h"

#include <exception>

namespace exitscope::app {

JobRunner::JobRunner(QObject* parent)
    : QObject(parent)
{
}

JobRunner::~JobRunner()
{
    m_thread.request_stop();
    m_gate.open();
}

void JobRunner::start(Work work)
{
    Q_ASSERT(m_state == State::Idle);
    setState(State::Running);
    m_thread = std::jthread([this, work = std::move(work)](std::stop_token stop) {
        JobContext context { stop, &m_gate, [this](const Progress& progress) { report(progress); } };
        JobEnd how = JobEnd::Cancelled;
        QString error;
        try {
            how = work(context);
        } catch (const std::exception& exception) {
            error = QString::fromUtf8(exception.what());
            if (error.isEmpty())
                error = QStringLiteral("unknown error");
        }
        QMetaObject::invokeMethod(this, [this, how, error] { end(how, error); }, Qt::QueuedConnection);
    });
}

void JobRunner::requestCancel()
{
    if (m_state != State::Running && m_state != State::Paused)
        return;
    setState(State::Cancelling);
    m_thread.request_stop();
    m_gate.open();
}

void JobRunner::pause()
{
    if (m_state != State::Running)
        return;
    m_gate.close();
    setState(State::Paused);
}

void JobRunner::resume()
{
    if (m_state != State::Paused)
        return;
    setState(State::Running);
    m_gate.open();
}

void JobRunner::report(const Progress& progress)
{
    {
        std::lock_guard lock(m_mutex);
        m_latest = progress;
    }
    if (!m_pending.exchange(true))
        QMetaObject::invokeMethod(this, [this] { deliver(); }, Qt::QueuedConnection);
}

void JobRunner::deliver()
{
    if (!m_pending.exchange(false))
        return;
    Progress latest;
    {
        std::lock_guard lock(m_mutex);
        latest = m_latest;
    }
    Q_EMIT progressed(latest);
}

void JobRunner::end(JobEnd how, const QString& error)
{
    m_thread.join();
    deliver();
    m_gate.open();
    setState(State::Idle);
    if (!error.isEmpty())
        Q_EMIT failed(error);
    else if (how == JobEnd::Cancelled)
        Q_EMIT cancelled();
    else
        Q_EMIT finished();
}

void JobRunner::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

} // namespace exitscope::app
