#include "app/session/settings.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QTemporaryFile>

namespace exitscope::app {

namespace {
constexpr qsizetype recentLimit = 10;
constexpr qsizetype tracingLimit = 100;
}

QString Settings::mend()
{
    const QString path = QSettings().fileName();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    // Read apart: Qt reads a file once for all, and only the first to do so is told that it is damaged.
    QTemporaryFile copy;
    if (!copy.open() || copy.write(file.readAll()) < 0 || !copy.flush())
        return {};
    file.close();
    if (QSettings(copy.fileName(), QSettings::IniFormat).status() != QSettings::FormatError)
        return {};
    const QString aside = path + QStringLiteral(".damaged");
    QFile::remove(aside);
    if (!QFile::rename(path, aside))
        return {};
    QSettings().clear();
    return aside;
}

bool Settings::save()
{
    m_settings.sync();
    return m_settings.status() != QSettings::AccessError;
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

Session Settings::session() const
{
    Session session;
    session.store = m_settings.value(QStringLiteral("session/store")).toString();
    session.trace = m_settings.value(QStringLiteral("session/trace")).toString();
    session.hasRuns = m_settings.contains(QStringLiteral("session/runs"));
    session.runs = m_settings.value(QStringLiteral("session/runs")).toStringList();
    session.examples = parseRanges(m_settings.value(QStringLiteral("session/examples")).toString());
    session.point = parsePoint(m_settings.value(QStringLiteral("session/point")).toByteArray());
    return session;
}

void Settings::setSession(const Session& session)
{
    m_settings.setValue(QStringLiteral("session/store"), session.store);
    m_settings.setValue(QStringLiteral("session/trace"), session.trace);
    m_settings.setValue(QStringLiteral("session/runs"), session.runs);
    m_settings.setValue(QStringLiteral("session/examples"), rangesText(session.examples));
    m_settings.setValue(QStringLiteral("session/point"), textOf(session.point));
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

void Settings::clearRecent(const QString& kind)
{
    m_settings.remove(QStringLiteral("recent/") + kind);
}

QJsonObject Settings::tracing(const QString& trace) const
{
    for (const QString& entry : m_settings.value(QStringLiteral("tracings")).toStringList())
        if (const auto made = QJsonDocument::fromJson(entry.toUtf8()).object(); made.value(QStringLiteral("trace")) == trace)
            return made;
    return {};
}

void Settings::setTracing(const QString& trace, const QJsonObject& made)
{
    QStringList entries = m_settings.value(QStringLiteral("tracings")).toStringList();
    entries.removeIf([&trace](const QString& entry) {
        return QJsonDocument::fromJson(entry.toUtf8()).object().value(QStringLiteral("trace")) == trace;
    });
    QJsonObject entry = made;
    entry.insert(QStringLiteral("trace"), trace);
    entries.prepend(QString::fromUtf8(QJsonDocument(entry).toJson(QJsonDocument::Compact)));
    m_settings.setValue(QStringLiteral("tracings"), entries.mid(0, tracingLimit));
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
