#include "core/job.h"

namespace exitscope {

void PauseGate::close()
{
    std::lock_guard lock(m_mutex);
    m_closed = true;
}

void PauseGate::open()
{
    {
        std::lock_guard lock(m_mutex);
        m_closed = false;
    }
    m_changed.notify_all();
}

bool PauseGate::isClosed() const
{
    std::lock_guard lock(m_mutex);
    return m_closed;
}

void PauseGate::wait(std::stop_token stop)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, stop, [this] { return !m_closed; });
}

bool JobContext::proceed() const
{
    if (gate)
        gate->wait(stop);
    return !stop.stop_requested();
}

void JobContext::tell(const Progress& progress) const
{
    if (report)
        report(progress);
}

} // namespace exitscope
