#include "app/jobs/job_queue.h"

namespace exitscope::app {

namespace {
constexpr qint64 rateWindowMilliseconds = 6000;
}

JobQueue::JobQueue(QObject* parent)
    : QObject(parent)
    , m_runner(this)
{
    connect(&m_runner, &JobRunner::progressed, this, &JobQueue::onProgress);
    connect(&m_runner, &JobRunner::stateChanged, this, [this](JobRunner::State state) {
        m_status.state = state;
        m_samples.clear(); // a pause is not slowness
        if (m_current)
            Q_EMIT statusChanged(m_status);
    });
    connect(&m_runner, &JobRunner::finished, this, [this] {
        const Job job = std::move(*m_current);
        finishCurrent();
        Q_EMIT jobFinished(job.title, static_cast<double>(m_clock.elapsed()) / 1000.0);
        if (job.onFinished)
            job.onFinished();
        startNext();
    });
    connect(&m_runner, &JobRunner::cancelled, this, [this] {
        const Job job = std::move(*m_current);
        finishCurrent();
        Q_EMIT jobCancelled(job.title);
        if (job.onCancelled)
            job.onCancelled();
        startNext();
    });
    connect(&m_runner, &JobRunner::failed, this, [this](const QString& message) {
        const Job job = std::move(*m_current);
        finishCurrent();
        Q_EMIT jobFailed(job.title, message);
        startNext();
    });
}

void JobQueue::enqueue(Job job)
{
    m_waiting.push_back(std::move(job));
    m_status.waiting = m_waiting.size();
    if (!m_current)
        startNext();
    else
        Q_EMIT statusChanged(m_status);
}

void JobQueue::cancelCurrent()
{
    m_runner.requestCancel();
}

void JobQueue::cancelAll()
{
    m_waiting.clear();
    m_status.waiting = 0;
    m_runner.requestCancel();
}

void JobQueue::pauseCurrent()
{
    m_runner.pause();
}

void JobQueue::resumeCurrent()
{
    m_runner.resume();
}

void JobQueue::startNext()
{
    if (m_current)
        return;
    if (m_waiting.empty()) {
        Q_EMIT becameIdle();
        return;
    }
    m_current = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_status = {};
    m_status.title = m_current->title;
    m_status.waiting = m_waiting.size();
    m_samples.clear();
    m_clock.restart();
    m_runner.start(m_current->work);
}

void JobQueue::onProgress(const Progress& progress)
{
    m_status.done = progress.done;
    m_status.total = progress.total;
    m_status.unit = QString::fromUtf8(progress.unit);
    m_status.note = QString::fromStdString(progress.note);
    const qint64 now = m_clock.elapsed();
    m_samples.emplace_back(now, progress.done);
    while (m_samples.size() > 2 && now - m_samples.front().first > rateWindowMilliseconds)
        m_samples.pop_front();
    m_status.rate.reset();
    m_status.secondsLeft.reset();
    const auto [since, doneThen] = m_samples.front();
    if (now - since >= 300 && progress.done > doneThen) {
        m_status.rate = 1000.0 * static_cast<double>(progress.done - doneThen) / static_cast<double>(now - since);
        if (progress.total > progress.done)
            m_status.secondsLeft = static_cast<double>(progress.total - progress.done) / *m_status.rate;
    }
    Q_EMIT statusChanged(m_status);
}

void JobQueue::finishCurrent()
{
    m_current.reset();
    m_status.state = JobRunner::State::Idle;
    Q_EMIT statusChanged(m_status);
}

} // namespace exitscope::app
