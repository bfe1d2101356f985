#pragma once

#include "app/session/session.h"

#include <QObject>

#include <optional>

namespace exitscope::app {

class LivePoint;
class SelectionHub;
class Workspace;

/// Says what is open and selected, and brings it back. Traces open in the background, so a session returns step by step;
/// until it has, current() is not worth keeping.
class SessionKeeper final : public QObject
{
    Q_OBJECT

public:
    SessionKeeper(Workspace& workspace, SelectionHub& hub, LivePoint& point, QObject* parent = nullptr);

    Session current() const;
    /// Runs, trace, examples and point of `session`, as far as they still exist. Its store is open already. What a trace
    /// that is not there would have brought is kept until another one is open.
    void restore(const Session& session);
    /// The trace that was lost; empty where none is.
    QString lostTrace() const { return m_lost ? m_lost->trace : QString(); }
    /// It is here now: examples and point come back with it.
    void restoreFrom(const QString& trace);
    bool isRestoring() const { return m_awaited.has_value(); }

Q_SIGNALS:
    void changed(); ///< current() is worth keeping
    void traceLost(const QString& path);

private:
    void onTraceChanged();
    void onLiveChanged();
    void restoreRuns(const QStringList& uuids);
    void announce();

    Workspace& m_workspace;
    SelectionHub& m_hub;
    LivePoint& m_point;
    std::optional<Session> m_awaited; ///< what returns once its trace is open
    std::optional<Session> m_lost;    ///< what would, were its trace there
};

} // namespace exitscope::app
