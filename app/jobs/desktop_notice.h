#pragma once

#include <QString>

namespace exitscope::app {

/// Jobs shorter than this end before anyone has looked away.
constexpr double secondsWorthANotice = 20;

/// Whether the end of a job should be said outside of the window.
[[nodiscard]] bool isWorthANotice(double seconds, bool isWindowActive, bool isWanted);

/// Tells the desktop, where it listens (org.freedesktop.Notifications); elsewhere nothing happens. Does not wait.
void notifyDesktop(const QString& title, const QString& text);

} // namespace exitscope::app
