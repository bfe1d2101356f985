#include "app/jobs/job_queue.h"

#include <algorithm>
#include <utility>

namespace exitscope::app {

namespace {

using namespace std::chrono_literals;

constexpr qint64 rateWindowMilliseconds = 6000;
constexpr auto usualStallTime = 30s;

JobState stateOf(JobRunner::State state)
{
    switch (state) {
    case JobRunner::State::Idle:
    case JobRunner::State::Running:
        return JobState::Running;
    case JobRunner::State::Paused:
        return JobState::Paused;
    case JobRunner::State::Cancelling:
        return JobState::Cancelling;
    }
    return JobState::Running;
}

} // namespace

bool isOver(JobState state)
{
    return state == JobState::Finished || state == JobState::Cancelled || state == JobState::Failed;
}

JobQueue::JobQueue(QObject* parent)
    : QObject(parent)
    , m_runner(this)
    , m_stallTime(usualStallTime)
{
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, &JobQueue::onTick);
    connect(&m_runner, &JobRunner::progressed, this, &JobQueue::onProgress);
    connect(&m_runner, &JobRunner::stateChanged, this, [this](JobRunner::State state) {
        m_status.state = state;
        m_samples.clear(); // a pause is not slowness
        m_silence.restart();
        if (!m_current)
            return;
        if (state != JobRunner::State::Idle)
            setState(*m_current, stateOf(state));
        tellStatus();
    });
    connect(&m_runner, &JobRunner::finished, this, [this] { onEnd(JobState::Finished, {}); });
    connect(&m_runner, &JobRunner::cancelled, this, [this] { onEnd(JobState::Cancelled, {}); });
    connect(&m_runner, &JobRunner::failed, this, [this](const QString& message) { onEnd(JobState::Failed, message); });
}

JobId JobQueue::enqueue(Job job)
{
    Entry entry;
    entry.record.id = JobId { ++m_lastId };
    entry.record.status.title = job.title;
    entry.job = std::move(job);
    m_entries.push_back(std::move(entry));
    Q_EMIT recordAdded();
    if (!m_current)
        startNext();
    else
        tellStatus();
    return JobId { m_lastId };
}

void JobQueue::cancelCurrent()
{
    m_runner.requestCancel();
}

void JobQueue::cancelAll()
{
    for (std::size_t place = 0; place < m_entries.size(); ++place) {
        const JobState state = m_entries[place].record.state;
        if (state == JobState::Waiting || state == JobState::Held)
            setState(place, JobState::Cancelled);
    }
    m_runner.requestCancel();
    if (m_current)
        tellStatus();
}

void JobQueue::pauseCurrent()
{
    m_runner.pause();
}

void JobQueue::resumeCurrent()
{
    m_runner.resume();
}

void JobQueue::pause(JobId id)
{
    const auto place = placeOf(id);
    if (!place)
        return;
    if (place == m_current)
        pauseCurrent();
    else if (m_entries[*place].record.state == JobState::Waiting)
        setState(*place, JobState::Held);
    tellStatus();
}

void JobQueue::resume(JobId id)
{
    const auto place = placeOf(id);
    if (!place)
        return;
    if (place == m_current)
        return resumeCurrent();
    if (m_entries[*place].record.state != JobState::Held)
        return;
    setState(*place, JobState::Waiting);
    startNext();
    tellStatus();
}

void JobQueue::cancel(JobId id)
{
    const auto place = placeOf(id);
    if (!place)
        return;
    if (place == m_current)
        return cancelCurrent();
    const JobState state = m_entries[*place].record.state;
    if (state != JobState::Waiting && state != JobState::Held)
        return;
    setState(*place, JobState::Cancelled);
    tellStatus();
    const auto callback = m_entries[*place].job.onCancelled; // may enqueue
    if (callback)
        callback();
}

void JobQueue::retry(JobId id)
{
    const auto place = placeOf(id);
    if (!place)
        return;
    const JobState state = m_entries[*place].record.state;
    if (state != JobState::Cancelled && state != JobState::Failed)
        return;
    Job again = std::move(m_entries[*place].job);
    m_entries.erase(m_entries.begin() + static_cast<std::ptrdiff_t>(*place));
    if (m_current && *m_current > *place)
        --*m_current;
    Q_EMIT recordsCleared();
    enqueue(std::move(again));
}

void JobQueue::clearEnded()
{
    const std::optional<JobId> running = m_current ? std::optional(m_entries[*m_current].record.id) : std::nullopt;
    std::erase_if(m_entries, [](const Entry& entry) { return isOver(entry.record.state); });
    m_current = running ? placeOf(*running) : std::nullopt;
    Q_EMIT recordsCleared();
}

JobRecord JobQueue::record(std::size_t place) const
{
    JobRecord record = m_entries[place].record;
    if (place == m_current) {
        record.status = m_status;
        record.seconds = static_cast<double>(m_clock.elapsed()) / 1000.0;
    }
    return record;
}

void JobQueue::setStallTime(std::chrono::milliseconds time)
{
    m_stallTime = time;
    m_tick.setInterval(std::min<std::chrono::milliseconds>(1s, time / 2));
}

void JobQueue::startNext()
{
    if (m_current)
        return;
    const auto next = std::find_if(m_entries.begin(), m_entries.end(),
        [](const Entry& entry) { return entry.record.state == JobState::Waiting; });
    if (next == m_entries.end()) {
        m_tick.stop();
        Q_EMIT becameIdle();
        return;
    }
    m_current = static_cast<std::size_t>(next - m_entries.begin());
    m_status = {};
    m_status.title = next->job.title;
    m_samples.clear();
    m_clock.restart();
    m_silence.restart();
    m_hasStalled = false;
    next->record.started = QDateTime::currentDateTime();
    m_tick.start();
    m_status.waiting = countWaiting();
    m_runner.start(next->job.work);
}

void JobQueue::onProgress(const Progress& progress)
{
    if (!m_current)
        return;
    if (progress.done != m_status.done || progress.note != m_status.note.toStdString()) {
        m_silence.restart();
        m_hasStalled = false;
        m_status.silentSeconds = 0;
    }
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
    tellStatus();
}

/// A job that says nothing for long is named: it may be stuck, and only a person can tell.
void JobQueue::onTick()
{
    if (!m_current)
        return;
    if (m_status.state == JobRunner::State::Running && m_silence.elapsed() >= m_stallTime.count()) {
        m_status.silentSeconds = std::max(1, static_cast<int>(m_silence.elapsed() / 1000));
        m_status.rate.reset();
        m_status.secondsLeft.reset();
        if (!std::exchange(m_hasStalled, true))
            Q_EMIT stalled(m_status.title, m_status.silentSeconds);
        tellStatus();
    } else {
        Q_EMIT recordChanged(*m_current); // the seconds that it took so far
    }
}

void JobQueue::onEnd(JobState how, const QString& problem)
{
    const std::size_t place = *m_current;
    Entry& entry = m_entries[place];
    m_status.state = JobRunner::State::Idle;
    m_status.silentSeconds = 0;
    entry.record.status = m_status;
    entry.record.seconds = static_cast<double>(m_clock.elapsed()) / 1000.0;
    entry.record.problem = problem;
    m_current.reset();
    setState(place, how);
    const double seconds = m_lastSeconds = entry.record.seconds;
    const Job ended = entry.job; // callbacks may enqueue, and the list then moves
    if (how == JobState::Finished)
        m_entries[place].job = {}; // lets go of the trace that it holds
    Q_EMIT statusChanged(m_status);
    switch (how) {
    case JobState::Finished:
        Q_EMIT jobFinished(ended.title, seconds);
        if (ended.onFinished)
            ended.onFinished();
        break;
    case JobState::Failed:
        Q_EMIT jobFailed(ended.title, problem);
        break;
    case JobState::Cancelled:
        Q_EMIT jobCancelled(ended.title);
        if (ended.onCancelled)
            ended.onCancelled();
        break;
    case JobState::Waiting:
    case JobState::Held:
    case JobState::Running:
    case JobState::Paused:
    case JobState::Cancelling:
        break;
    }
    startNext();
}

std::optional<std::size_t> JobQueue::placeOf(JobId id) const
{
    const auto found
        = std::find_if(m_entries.begin(), m_entries.end(), [id](const Entry& entry) { return entry.record.id == id; });
    return found == m_entries.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - m_entries.begin()));
}

void JobQueue::setState(std::size_t place, JobState state)
{
    m_entries[place].record.state = state;
    Q_EMIT recordChanged(place);
}

std::size_t JobQueue::countWaiting() const
{
    return static_cast<std::size_t>(std::count_if(m_entries.begin(), m_entries.end(), [](const Entry& entry) {
        return entry.record.state == JobState::Waiting || entry.record.state == JobState::Held;
    }));
}

void JobQueue::tellStatus()
{
    if (!m_current)
        return;
    m_status.waiting = countWaiting();
    Q_EMIT statusChanged(m_status);
    Q_EMIT recordChanged(*m_current);
}

} // namespace exitscope::app
