#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>

namespace exitscope {

/// How far a job is. `unit` is a plain noun ("examples", "points", "steps"); total 0 means not known yet.
struct Progress
{
    std::int64_t done = 0;
    std::int64_t total = 0;
    const char* unit = "";
    std::string note; ///< a short line for people ("epoch 2 of 3, loss 0.41"); may be empty
};

/// Holds a job between two steps while it is closed.
class PauseGate
{
public:
    void close();
    void open();
    bool isClosed() const;
    /// Blocks while closed; returns at once when `stop` is requested.
    void wait(std::stop_token stop);

private:
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_closed = false;
};

enum class JobEnd { Finished, Cancelled };

/// What a long function gets from its caller. Core knows no threads: a job asks proceed() before each bounded
/// step (one batch, under half a second) and reports after it. May be called from several worker threads.
struct JobContext
{
    std::stop_token stop;
    PauseGate* gate = nullptr;
    std::function<void(const Progress&)> report;

    /// Blocks while paused; false once a stop was asked for.
    [[nodiscard]] bool proceed() const;
    void tell(const Progress& progress) const;
};

} // namespace exitscope
