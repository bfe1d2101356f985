#include "app/session/open_store.h"

#include "core/store/run_lease.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace exitscope::app {

namespace {

RunSet interruptedOf(const std::filesystem::path& path, const std::vector<store::RunSummary>& runs)
{
    RunSet found;
    for (const auto& run : runs)
        if (run.state == store::RunState::Running && run.kind == "sweep")
            found.ids.push_back(run.id);
    const auto alive = store::leasedRuns(path, found.ids);
    std::erase_if(
        found.ids, [&alive](store::RunId id) { return std::find(alive.begin(), alive.end(), id) != alive.end(); });
    return found;
}

StoreContents contentsOf(const store::RunStore& store)
{
    StoreContents contents;
    contents.runs = store.listRuns(store::Bin::Without);
    contents.bin = store.listRuns(store::Bin::Only);
    contents.interrupted = interruptedOf(store.path(), contents.runs);
    contents.traces = store.traces();
    // An execution names what it ran on, but leaves no trace to open.
    std::erase_if(contents.traces, [](const store::TraceRecord& trace) { return trace.path.empty(); });
    for (auto& [id, record] : store.calibrations())
        contents.calibrations.push_back(std::move(record));
    return contents;
}

} // namespace

OpenStore::OpenStore(QObject* parent)
    : QObject(parent)
{
}

OpenStore::~OpenStore() = default;

void OpenStore::open(const QString& path, std::function<void(bool)> then)
{
    struct Opened
    {
        Connection connection;
        StoreContents contents;
    };
    m_worker.run(
        this,
        [path] {
            QDir().mkpath(QFileInfo(path).absolutePath());
            auto connection = std::make_shared<store::RunStore>(std::filesystem::path(path.toStdString()));
            auto contents = contentsOf(*connection);
            return Opened { std::move(connection), std::move(contents) };
        },
        [this, path, then](Opened opened) {
            release(std::exchange(m_connection, std::move(opened.connection)));
            m_path = path;
            m_contents = std::move(opened.contents);
            m_whenRead.clear(); // of the store before
            Q_EMIT this->opened();
            then(true);
        },
        [this, then](const QString& problem) {
            Q_EMIT failed(problem);
            then(false);
        });
}

/// The last connection of a store tidies its files up when it closes, which is no work for the window.
void OpenStore::release(Connection connection)
{
    if (connection)
        m_worker.run(
            this, [connection = std::move(connection)] { return connection != nullptr; }, [](bool) {}, {});
}

void OpenStore::refresh(std::function<void()> then)
{
    if (!m_connection)
        return;
    if (then)
        m_whenRead.push_back(std::move(then));
    m_isStale = m_isReading;
    if (!m_isReading)
        read();
}

void OpenStore::read()
{
    m_isReading = true;
    m_worker.run(
        this, [connection = m_connection] { return contentsOf(*connection); },
        [this, connection = m_connection.get()](StoreContents contents) {
            m_isReading = false;
            if (m_isStale)
                return refresh();
            // What is older than an edit under way would take back on the screen what a person has just typed.
            if (connection != m_connection.get() || m_edits > 0)
                return;
            m_contents = std::move(contents);
            Q_EMIT listed();
            for (const auto& then : std::exchange(m_whenRead, {}))
                then();
        },
        [this](const QString& problem) {
            m_isReading = false;
            Q_EMIT failed(problem);
        });
}

void OpenStore::edit(Change change, std::function<void(const QString&)> done)
{
    if (!m_connection)
        return;
    ++m_edits;
    m_worker.run(
        this,
        [connection = m_connection, change = std::move(change)] {
            change(*connection);
            return true;
        },
        [this, done](bool) {
            done({});
            endEdit();
            refresh();
        },
        [this, done](const QString& problem) {
            done(problem);
            endEdit();
            // Nothing changed: a new list would only take from the screen what a person has typed.
            if (!m_whenRead.empty())
                refresh();
        });
}

void OpenStore::endEdit()
{
    m_edits = std::max(0, m_edits - 1); // the one under way ends after abandonEdits()
    if (m_edits == 0)
        Q_EMIT editsEnded();
}

void OpenStore::abandonEdits()
{
    m_worker.abandon();
    m_edits = 0;
    m_isReading = m_isStale = false;
}

void OpenStore::readRun(store::RunId id, std::function<void(const store::Run&)> use)
{
    if (!m_connection)
        return;
    m_worker.run(
        this, [connection = m_connection, id] { return connection->run(id); },
        [use = std::move(use)](const store::Run& run) { use(run); },
        [this](const QString& problem) { Q_EMIT failed(problem); });
}

void OpenStore::copyTo(const QString& path, std::function<void(const QString&)> done)
{
    if (!m_connection)
        return;
    m_worker.run(
        this,
        [connection = m_connection, path] {
            connection->copyTo(std::filesystem::path(path.toStdString()));
            return true;
        },
        [done](bool) { done({}); }, [done](const QString& problem) { done(problem); });
}

} // namespace exitscope::app
