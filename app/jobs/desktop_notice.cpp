#include "app/jobs/desktop_notice.h"

#include <QGuiApplication>

#ifdef EXITSCOPE_HAS_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QVariantMap>
#endif

namespace exitscope::app {

bool isWorthANotice(double seconds, bool isWindowActive, bool isWanted)
{
    return isWanted && !isWindowActive && seconds >= secondsWorthANotice;
}

void notifyDesktop(const QString& title, const QString& text)
{
#ifdef EXITSCOPE_HAS_DBUS
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    const QString name = QStringLiteral("org.freedesktop.Notifications");
    QDBusMessage message = QDBusMessage::createMethodCall(
        name, QStringLiteral("/org/freedesktop/Notifications"), name, QStringLiteral("Notify"));
    const QVariantMap hints { { QStringLiteral("desktop-entry"), QGuiApplication::desktopFileName() } };
    constexpr uint replacesNone = 0;
    constexpr int desktopsOwnTime = -1;
    message << QStringLiteral("Exitscope") << replacesNone << QGuiApplication::desktopFileName() << title
            << text.toHtmlEscaped() << QStringList() << hints << desktopsOwnTime;
    bus.send(message);
#else
    Q_UNUSED(title);
    Q_UNUSED(text);
#endif
}

} // namespace exitscope::app
