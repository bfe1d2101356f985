#include "core/engine/run/stream_pool.h"

#include "core/engine/model/stream.h"

namespace exitscope::engine {

StreamPool::StreamPool(const ExitModel& model, int threads, const JobContext& job, Consume consume)
    : m_model(model)
    , m_job(job)
    , m_consume(std::move(consume))
    , m_room(2 * static_cast<std::size_t>(threads))
{
    for (int thread = 0; thread < threads; ++thread)
        m_threads.emplace_back([this] { work(); });
}

StreamPool::~StreamPool()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closed = m_stopped = true;
    }
    m_changed.notify_all();
}

bool StreamPool::submit(PackTask task)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [&] { return m_stopped || m_queue.size() < m_room; });
    if (m_stopped) {
        rethrow();
        return false;
    }
    m_queue.push_back(std::move(task));
    m_changed.notify_all();
    return true;
}

bool StreamPool::finish()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
    }
    m_changed.notify_all();
    m_threads.clear(); // joins
    rethrow();
    return !m_stopped;
}

void StreamPool::rethrow()
{
    if (m_error)
        std::rethrow_exception(m_error);
}

bool StreamPool::mayProceed() const
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopped)
            return false;
    }
    return m_job.proceed();
}

void StreamPool::work()
{
    try {
        enterStream();
        const auto stream = m_model.stream();
        for (;;) {
            PackTask task;
            {
                std::unique_lock lock(m_mutex);
                m_changed.wait(lock, [&] { return m_stopped || m_closed || !m_queue.empty(); });
                if (m_stopped || m_queue.empty())
                    return;
                task = std::move(m_queue.front());
                m_queue.pop_front();
            }
            m_changed.notify_all();
            auto scores = stream->run(task.pack, [this] { return mayProceed(); });
            if (scores) {
                m_consume(task, std::move(*scores));
                continue;
            }
            const std::lock_guard lock(m_mutex);
            m_stopped = true;
            break;
        }
    } catch (...) {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
        if (!m_error)
            m_error = std::current_exception();
    }
    m_changed.notify_all();
}

} // namespace exitscope::engine
