#include "app/cli/interrupt.h"

#include "core/error.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <string>

#include <unistd.h>

namespace exitscope::cli {

namespace {

constexpr char signalArrived = 's';
constexpr char watcherEnds = 'e';

std::atomic<int> writeEnd { -1 };
static_assert(std::atomic<int>::is_always_lock_free, "read in a signal handler");
int readEnd = -1;

void tell(char what)
{
    const int saved = errno;
    // Nothing can be done here about a full pipe, and it cannot fill: at most three bytes are ever written.
    [[maybe_unused]] const auto written = ::write(writeEnd.load(), &what, 1);
    errno = saved;
}

extern "C" void onSignal(int)
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    tell(signalArrived);
}

void install(void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    ::sigemptyset(&action.sa_mask);
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
}

} // namespace

Interrupt::Interrupt()
{
    std::array<int, 2> ends {};
    if (::pipe(ends.data()) != 0)
        throw IoError(std::string("a pipe for signals: ") + std::strerror(errno));
    readEnd = ends[0];
    writeEnd = ends[1];
    m_watcher = std::thread([this] { watch(); });
    install(onSignal);
}

Interrupt::~Interrupt()
{
    install(SIG_DFL);
    tell(watcherEnds);
    m_watcher.join();
    ::close(writeEnd.exchange(-1));
    ::close(readEnd);
}

void Interrupt::watch()
{
    char what = 0;
    for (;;) {
        const auto got = ::read(readEnd, &what, 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got != 1 || what == watcherEnds)
            return;
        m_stop.request_stop();
    }
}

} // namespace exitscope::cli
