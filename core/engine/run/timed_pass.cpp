#include "core/engine/run/timed_pass.h"

#include "core/engine/model/stream.h"

#include <atomic>
#include <chrono>
#include <exception>
#include <mutex>
#include <thread>

namespace exitscope::engine {

TimedPass timePass(std::span<const std::unique_ptr<RunStream>> streams, PolicyPass pass, const Batching& batching,
    const JobContext& job, const std::function<void(std::int64_t)>& started)
{
    using Clock = std::chrono::steady_clock;
    std::atomic<std::size_t> taken = 0;
    std::atomic<bool> isStopped = false, isPaused = false;
    std::mutex mutex;
    std::exception_ptr error;
    pass.leastRows = batching.leastRows;
    pass.next = [&]() -> const UnitPack* {
        const std::size_t at = taken++;
        if (at >= batching.packs.size())
            return nullptr;
        started(static_cast<std::int64_t>(batching.packs[at].units.size()));
        return &batching.packs[at];
    };
    pass.proceed = [&] {
        if (job.gate && job.gate->isClosed())
            isPaused = true;
        return !isStopped && !isPaused && !job.stop.stop_requested();
    };
    const auto work = [&](RunStream& stream) {
        try {
            enterStream();
            if (!stream.run(pass))
                isStopped = true;
        } catch (...) {
            isStopped = true;
            const std::lock_guard lock(mutex);
            if (!error)
                error = std::current_exception();
        }
    };
    const auto start = Clock::now();
    {
        std::vector<std::jthread> threads;
        for (const auto& stream : streams)
            threads.emplace_back([&] { work(*stream); });
    }
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    if (error)
        std::rethrow_exception(error);
    if (job.stop.stop_requested())
        return { TimedPass::End::Cancelled };
    return { isPaused ? TimedPass::End::Paused : TimedPass::End::Finished, seconds };
}

} // namespace exitscope::engine
