#pragma once

#include <stop_token>
#include <thread>

namespace exitscope::cli {

/// While it lives, the first SIGINT or SIGTERM requests a stop, so that the job ends at its next step with
/// everything saved; the second kills the process as if nothing had been installed. One at a time.
class Interrupt
{
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    std::stop_token token() const { return m_stop.get_token(); }

private:
    void watch();

    std::stop_source m_stop;
    std::thread m_watcher; ///< requesting a stop is not allowed inside a signal handler
};

} // namespace exitscope::cli
