#pragma once

#include "core/job.h"

#include <chrono>
#include <mutex>
#include <string>

namespace exitscope::cli {

/// "512 of 872 examples, 41/s, 9 s left; NOTE". The rate counts what was done since the first report, so that
/// work taken over from an earlier run does not flatter it. Empty parts are left out.
std::string progressText(const Progress& progress, double rate);

/// Progress on standard error: on a terminal one line that is rewritten, elsewhere (a log file) a line now
/// and then. show() may be called from several threads.
class ProgressLine
{
public:
    ProgressLine();
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    void show(const Progress& progress);
    void clear(); ///< takes the rewritten line away

private:
    using Clock = std::chrono::steady_clock;

    double rateAt(Clock::time_point now, const Progress& progress);

    std::mutex m_mutex;
    const bool m_isTerminal;
    Clock::time_point m_next; ///< not before then
    Clock::time_point m_start;
    std::int64_t m_startDone = -1;
    std::string m_startUnit;
    bool m_isShown = false;
};

} // namespace exitscope::cli
