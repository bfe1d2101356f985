#pragma once

#include "core/engine/run/exit_model.h"
#include "core/job.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace exitscope::engine {

/// Some consecutive examples to be run together.
struct PackTask
{
    std::int64_t firstUnit = 0;
    Pack pack;
};

/// N streams of one thread each over a short queue of packs (performance.md, 2). The first error of a stream
/// stops all and is thrown again in the caller.
class StreamPool
{
public:
    using Consume
        = std::function<void(const PackTask&, PackScores&&)>; ///< called from several threads at once

    StreamPool(const ExitModel& model, int threads, const JobContext& job, Consume consume);
    ~StreamPool(); ///< drops what is queued

    /// Waits for room; false once the job was cancelled. Throws the error of a stream.
    [[nodiscard]] bool submit(PackTask task);
    /// Waits for all packs; false once the job was cancelled. Throws the error of a stream.
    [[nodiscard]] bool finish();

private:
    void work();
    bool mayProceed() const;
    void rethrow();

    const ExitModel& m_model;
    const JobContext& m_job;
    Consume m_consume;
    std::size_t m_room;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<PackTask> m_queue;
    bool m_closed = false; ///< no more packs will come
    bool m_stopped = false; ///< cancelled or failed: drop everything
    std::exception_ptr m_error;
    std::vector<std::jthread> m_threads; ///< last: joined before the rest goes
};

} // namespace exitscope::engine
