#include "app/session/settings.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>

namespace exitscope::app {

namespace {
constexpr qsizetype recentLimit = 10;
}

QByteArray Settings::windowGeometry() const
{
    return m_settings.value(QStringLiteral("window/geometry")).toByteArray();
}

QByteArray Settings::windowState() const
{
    if (m_settings.value(QStringLiteral("window/version")).toInt() != layoutVersion)
        return {};
    return m_settings.value(QStringLiteral("window/state")).toByteArray();
}

void Settings::setWindow(const QByteArray& geometry, const QByteArray& state)
{
    m_settings.setValue(QStringLiteral("window/version"), layoutVersion);
    m_settings.setValue(QStringLiteral("window/geometry"), geometry);
    m_settings.setValue(QStringLiteral("window/state"), state);
}

QString Settings::lastStore() const
{
    return m_settings.value(QStringLiteral("session/store")).toString();
}

void Settings::setLastStore(const QString& path)
{
    m_settings.setValue(QStringLiteral("session/store"), path);
}

QString Settings::lastTrace() const
{
    return m_settings.value(QStringLiteral("session/trace")).toString();
}

void Settings::setLastTrace(const QString& path)
{
    m_settings.setValue(QStringLiteral("session/trace"), path);
}

QString Settings::lastView() const
{
    return m_settings.value(QStringLiteral("session/view")).toString();
}

void Settings::setLastView(const QString& key)
{
    m_settings.setValue(QStringLiteral("session/view"), key);
}

QJsonObject Settings::viewState(const QString& key) const
{
    return QJsonDocument::fromJson(m_settings.value(QStringLiteral("state/") + key).toByteArray()).object();
}

void Settings::setViewState(const QString& key, const QJsonObject& state)
{
    m_settings.setValue(QStringLiteral("state/") + key, QJsonDocument(state).toJson(QJsonDocument::Compact));
}

QStringList Settings::lastSweep() const
{
    return m_settings.value(QStringLiteral("session/sweep")).toStringList();
}

void Settings::setLastSweep(const QStringList& specifications)
{
    m_settings.setValue(QStringLiteral("session/sweep"), specifications);
}

QVariant Settings::viewChoice(const QString& key, const QVariant& fallback) const
{
    return m_settings.value(QStringLiteral("view/") + key, fallback);
}

void Settings::setViewChoice(const QString& key, const QVariant& value)
{
    m_settings.setValue(QStringLiteral("view/") + key, value);
}

QStringList Settings::recent(const QString& kind) const
{
    QStringList paths = m_settings.value(QStringLiteral("recent/") + kind).toStringList();
    paths.removeIf([](const QString& path) { return !QFileInfo::exists(path); });
    return paths;
}

void Settings::addRecent(const QString& kind, const QString& path)
{
    QStringList paths = recent(kind);
    paths.removeAll(path);
    paths.prepend(path);
    m_settings.setValue(QStringLiteral("recent/") + kind, paths.mid(0, recentLimit));
}

QString Settings::lastFolder(const QString& kind) const
{
    const QString folder = m_settings.value(QStringLiteral("folders/") + kind).toString();
    return QFileInfo(folder).isDir() ? folder : QDir::homePath();
}

void Settings::setLastFolder(const QString& kind, const QString& folder)
{
    m_settings.setValue(QStringLiteral("folders/") + kind, folder);
}

} // namespace exitscope::app
