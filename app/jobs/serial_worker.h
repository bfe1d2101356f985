#pragma once

#include "app/jobs/background.h"

namespace exitscope::app {

/// Work off the GUI thread of which nothing may be dropped and whose order counts (edits of a store): one piece after
/// another, as they were asked for. What it works on, no two threads touch at once. Its end waits for what is under way.
class SerialWorker
{
public:
    SerialWorker()
    {
        m_pool.setMaxThreadCount(1);
        m_pool.setExpiryTimeout(-1);
    }

    /// `done` with the value of `work`, or `failed`, follow on the GUI thread in the same order, if `owner` still exists.
    template <typename Work, typename Done>
    void run(QObject* owner, Work work, Done done, std::function<void(const QString&)> failed)
    {
        runInBackground(
            m_pool, owner, std::move(work), std::move(done), std::move(failed), [] { return true; });
    }

    void abandon() { m_pool.clear(); } ///< what has not begun is not done, and nobody is told

private:
    QThreadPool m_pool;
};

} // namespace exitscope::app
