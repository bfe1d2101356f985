#pragma once

#include <QString>

class QWidget;

namespace exitscope::bench {

/// Qt without a display, once for the process; settings and data in folders of its own, so that nobody's are read or touched.
void needGui();

/// Everything that waits to be done and painted, as the event loop would before the next input.
void settle();

/// A picture's worth of work: processor time of the GUI thread, in milliseconds, of `act` and all painting that it caused.
template <typename Act>
double frameTime(Act act);

} // namespace exitscope::bench

#include "stopwatch.h"

namespace exitscope::bench {

template <typename Act>
double frameTime(Act act)
{
    return milliseconds(Clock::Thread, [&] {
        act();
        settle();
    });
}

} // namespace exitscope::bench
