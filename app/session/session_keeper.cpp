#include "app/session/session_keeper.h"

#include "app/session/live_point.h"
#include "app/session/selection_hub.h"
#include "app/session/workspace.h"

#include <QFileInfo>

#include <algorithm>
#include <map>
#include <utility>

namespace exitscope::app {

SessionKeeper::SessionKeeper(Workspace& workspace, SelectionHub& hub, LivePoint& point, QObject* parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_hub(hub)
    , m_point(point)
{
    connect(&workspace, &Workspace::traceChanged, this, &SessionKeeper::onTraceChanged);
    connect(&workspace, &Workspace::storeChanged, this, &SessionKeeper::announce);
    connect(&workspace, &Workspace::failed, this, [this] {
        if (m_awaited)
            m_lost = std::exchange(m_awaited, std::nullopt);
    });
    connect(&point, &LivePoint::liveChanged, this, &SessionKeeper::onLiveChanged);
    connect(&hub, &SelectionHub::runsChanged, this, &SessionKeeper::announce);
    connect(&hub, &SelectionHub::operatingPointChanged, this, &SessionKeeper::announce);
    connect(&hub, &SelectionHub::examplesChanged, this, &SessionKeeper::announce);
}

Session SessionKeeper::current() const
{
    Session session;
    session.store = m_workspace.storePath();
    session.trace = m_workspace.tracePath();
    std::map<store::RunId, QString> uuids;
    for (const auto& run : m_workspace.runs())
        uuids[run.id] = QString::fromStdString(run.uuid);
    for (const auto id : m_hub.runs().ids)
        if (const auto known = uuids.find(id); known != uuids.end())
            session.runs << known->second;
    session.hasRuns = true;
    session.examples = m_hub.examples();
    session.point = m_hub.operatingPoint();
    if (m_lost) {
        session.trace = m_lost->trace;
        session.examples = m_lost->examples;
        session.point = m_lost->point;
    }
    return session;
}

void SessionKeeper::restore(const Session& session)
{
    m_lost.reset();
    restoreRuns(session.runs);
    if (session.trace.isEmpty())
        return;
    if (!QFileInfo::exists(session.trace)) {
        m_lost = session;
        Q_EMIT traceLost(session.trace);
        return;
    }
    m_awaited = session;
    m_workspace.openTrace(session.trace);
}

void SessionKeeper::restoreFrom(const QString& trace)
{
    if (!m_lost)
        return;
    m_awaited = std::exchange(m_lost, std::nullopt);
    m_awaited->trace = trace;
    m_workspace.openTrace(trace);
}

void SessionKeeper::restoreRuns(const QStringList& uuids)
{
    std::map<QString, store::RunId> ids;
    for (const auto& run : m_workspace.runs())
        ids[QString::fromStdString(run.uuid)] = run.id;
    RunSet runs;
    for (const QString& uuid : uuids)
        if (const auto known = ids.find(uuid); known != ids.end())
            runs.ids.push_back(known->second);
    m_hub.setRuns(runs, this);
}

void SessionKeeper::onTraceChanged()
{
    const QString path = m_workspace.tracePath();
    if (m_lost && m_lost->trace == path)
        m_awaited = m_lost; // something else failed meanwhile, and the trace came nevertheless
    m_lost.reset();
    const bool isAwaited = m_awaited && m_awaited->trace == path;
    if (!isAwaited)
        m_awaited.reset();
    std::vector<std::int64_t> examples = isAwaited ? m_awaited->examples : std::vector<std::int64_t> {};
    const std::int64_t units = m_workspace.trace() ? m_workspace.trace()->units() : 0;
    std::erase_if(examples, [units](std::int64_t unit) { return unit >= units; });
    // Queued: every view has taken the trace by then. Unit numbers of the trace before mean nothing in this one.
    QMetaObject::invokeMethod(
        this, [this, examples = std::move(examples)] { m_hub.setExamples(examples, this); }, Qt::QueuedConnection);
    if (isAwaited && (m_awaited->point.policy.empty() || m_workspace.rules().empty()))
        m_awaited.reset();
    announce();
}

void SessionKeeper::onLiveChanged()
{
    if (!m_awaited || !m_point.live())
        return;
    // Queued: the first rule's usual point comes first, and this one is what remains.
    QMetaObject::invokeMethod(
        this,
        [this, point = m_awaited->point] {
            m_awaited.reset();
            m_point.goTo(point, this);
            announce();
        },
        Qt::QueuedConnection);
}

void SessionKeeper::announce()
{
    if (!isRestoring())
        Q_EMIT changed();
}

} // namespace exitscope::app
