#pragma once

#include "app/jobs/background.h"

#include <cstdint>

namespace exitscope::app {

/// A short computation off the GUI thread (opening a trace, an exact curve) whose newer call supersedes the older one:
/// a stale result is dropped by comparing generations on the GUI thread, never by waiting. The owner outlives nothing:
/// results for a destroyed owner are dropped too.
class QuickTask
{
public:
    /// Runs `work` on the pool, then `done` with its value, or `failed`, on the GUI thread, if `owner` still exists and
    /// no later run() was called.
    template <typename Work, typename Done>
    void run(QObject* owner, Work work, Done done, std::function<void(const QString&)> failed)
    {
        const auto generation = ++*m_generation;
        runInBackground(*QThreadPool::globalInstance(), owner, std::move(work), std::move(done), std::move(failed),
            [current = m_generation, generation] { return *current == generation; });
    }

    void drop() { ++*m_generation; } ///< whatever is under way is no longer wanted

private:
    std::shared_ptr<std::uint64_t> m_generation = std::make_shared<std::uint64_t>(0); ///< GUI thread only
};

} // namespace exitscope::app
