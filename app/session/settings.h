#pragma once

#include "app/session/session.h"

#include <QByteArray>
#include <QJsonObject>
#include <QSettings>
#include <QString>
#include <QStringList>

namespace exitscope::app {

/// A person's habits, with types. The work itself is in the store.
class Settings
{
public:
    /// A file of settings that cannot be read is put aside: its new name, empty where all is well. Before anything else
    /// reads settings.
    static QString mend();
    /// To disk, atomically, at once. False where it cannot be written.
    bool save();
    QString path() const { return m_settings.fileName(); }

    QByteArray windowGeometry() const;
    QByteArray windowState() const;
    void setWindow(const QByteArray& geometry, const QByteArray& state);

    Session session() const;
    void setSession(const Session& session);
    QString lastView() const; ///< its key
    void setLastView(const QString& key);
    /// View::state() of the view with this key; empty where there is none or it cannot be read.
    QJsonObject viewState(const QString& key) const;
    void setViewState(const QString& key, const QJsonObject& state);

    /// Specifications of the last sweep that was started.
    QStringList lastSweep() const;
    void setLastSweep(const QStringList& specifications);

    /// Newest first, at most ten, without those that are gone.
    QStringList recent(const QString& kind) const; ///< kind: "stores", "models", "datasets", "traces"
    void addRecent(const QString& kind, const QString& path);
    void clearRecent(const QString& kind);

    /// With what the trace at a path was made (traced_with.h); empty where that is not known. The latest hundred are kept.
    QJsonObject tracing(const QString& trace) const;
    void setTracing(const QString& trace, const QJsonObject& made);

    QString lastFolder(const QString& kind) const; ///< where a file dialog of this kind was last
    void setLastFolder(const QString& kind, const QString& folder);

private:
    static constexpr int layoutVersion = 1; ///< a saved dock layout of another version is not restored
    QSettings m_settings;
};

} // namespace exitscope::app
