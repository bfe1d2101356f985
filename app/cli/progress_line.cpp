#include "app/cli/progress_line.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

#include <sys/ioctl.h>
#include <unistd.h>

namespace exitscope::cli {

namespace {

using namespace std::chrono_literals;
constexpr auto terminalInterval = 100ms;
constexpr auto logInterval = 10s;

std::string rateText(double rate)
{
    char buffer[32];
    const int decimals = rate < 10 ? 1 : 0;
    const auto end
        = std::to_chars(buffer, buffer + sizeof buffer, rate, std::chars_format::fixed, decimals).ptr;
    return std::string(buffer, end) + "/s";
}

std::string durationText(double seconds)
{
    const auto whole = static_cast<std::int64_t>(std::min(seconds, 1e9) + 0.5);
    if (whole < 100)
        return std::to_string(whole) + " s";
    if (whole < 3600)
        return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s";
    return std::to_string(whole / 3600) + " h " + std::to_string(whole % 3600 / 60) + " min";
}

/// Cut to the terminal's width: a line that wraps cannot be rewritten. Whole UTF-8 characters only.
void cutToTerminal(std::string& line)
{
    winsize size {};
    if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col < 2)
        return;
    const std::size_t limit = size.ws_col - 1U;
    std::size_t columns = 0;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const bool startsCharacter = (static_cast<unsigned char>(line[at]) & 0xc0U) != 0x80U;
        if (startsCharacter && ++columns > limit) {
            line.resize(at);
            return;
        }
    }
}

} // namespace

std::string progressText(const Progress& progress, double rate)
{
    std::string text = std::to_string(progress.done);
    if (progress.total > 0)
        text += " of " + std::to_string(progress.total);
    if (progress.unit && *progress.unit)
        text += std::string(" ") + progress.unit;
    if (rate > 0) {
        text += ", " + rateText(rate);
        if (progress.total > progress.done)
            text += ", " + durationText(static_cast<double>(progress.total - progress.done) / rate) + " left";
    }
    if (!progress.note.empty())
        text += "; " + progress.note;
    return text;
}

ProgressLine::ProgressLine()
    : m_isTerminal(::isatty(STDERR_FILENO) == 1)
    , m_next(Clock::now() + (m_isTerminal ? Clock::duration(terminalInterval) : Clock::duration(logInterval)))
{ }

ProgressLine::~ProgressLine()
{
    clear();
}

void ProgressLine::clear()
{
    const std::lock_guard lock(m_mutex);
    if (m_isShown)
        std::fputs("\r\033[K", stderr);
    m_isShown = false;
}

double ProgressLine::rateAt(Clock::time_point now, const Progress& progress)
{
    const std::string unit = progress.unit ? progress.unit : "";
    if (m_startDone < 0 || progress.done < m_startDone || unit != m_startUnit) { // the next phase of the job
        m_start = now;
        m_startDone = progress.done;
        m_startUnit = unit;
        return 0;
    }
    const double seconds = std::chrono::duration<double>(now - m_start).count();
    return seconds > 0.5 ? static_cast<double>(progress.done - m_startDone) / seconds : 0;
}

void ProgressLine::show(const Progress& progress)
{
    const std::lock_guard lock(m_mutex);
    const auto now = Clock::now();
    const double rate = rateAt(now, progress);
    if (now < m_next)
        return;
    m_next = now + (m_isTerminal ? Clock::duration(terminalInterval) : Clock::duration(logInterval));
    std::string line = progressText(progress, rate);
    if (!m_isTerminal) {
        std::fprintf(stderr, "%s\n", line.c_str());
        return;
    }
    cutToTerminal(line);
    std::fprintf(stderr, "\r%s\033[K", line.c_str());
    m_isShown = true;
}

} // namespace exitscope::cli
