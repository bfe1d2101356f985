#pragma once

#include "app/jobs/serial_worker.h"
#include "app/session/run_set.h"
#include "core/store/run_store.h"

#include <QObject>

#include <functional>
#include <memory>
#include <vector>

namespace exitscope::app {

/// What the window shows of a store, read in one go.
struct StoreContents
{
    std::vector<store::RunSummary> runs; ///< newest first, without the bin
    std::vector<store::RunSummary> bin;  ///< newest first
    RunSet interrupted;                  ///< of `runs` the sweeps neither finished nor under way anywhere: killed
    std::vector<store::TraceRecord> traces; ///< those with a file to open
    std::vector<store::CalibrationRecord> calibrations; ///< oldest first
};

/// The store that is open. Its connection belongs to a worker: a slow disk or another program's lock delays what is asked
/// of it, and never the window. What was asked for first is done first.
class OpenStore final : public QObject
{
    Q_OBJECT

public:
    using Change = std::function<void(store::RunStore&)>;

    explicit OpenStore(QObject* parent = nullptr);
    ~OpenStore() override; ///< every edit that was asked for is made first

    bool isOpen() const { return m_connection != nullptr; }
    const QString& path() const { return m_path; } ///< empty where none is open
    const StoreContents& contents() const { return m_contents; } ///< as last read

    /// Opens or makes a store and reads it, then tells `then` how that went. On failure the one before stays open.
    void open(const QString& path, std::function<void(bool isOpen)> then);
    /// Reads the contents anew, and then does `then`.
    void refresh(std::function<void()> then = {});
    /// Carries out `change`, says on the GUI thread how it went ("" where well), and reads the contents anew if it did.
    void edit(Change change, std::function<void(const QString& problem)> done);
    /// The run with all that is needed to repeat it.
    void readRun(store::RunId id, std::function<void(const store::Run&)> use);
    /// A consistent copy, with all edits asked for before; then `done` with the problem, or "".
    void copyTo(const QString& path, std::function<void(const QString& problem)> done);

    int edits() const { return m_edits; } ///< asked for and not made yet
    void abandonEdits(); ///< those that have not begun are lost

Q_SIGNALS:
    void opened();     ///< path() and contents() are another's
    void listed();     ///< contents() were read anew
    void editsEnded(); ///< none waits any more
    void failed(const QString& problem);

private:
    using Connection = std::shared_ptr<store::RunStore>; ///< only the worker touches what it points to

    void read();
    void endEdit();
    void release(Connection connection);

    SerialWorker m_worker;
    Connection m_connection; ///< null: none is open
    QString m_path;
    StoreContents m_contents;
    int m_edits = 0;
    std::vector<std::function<void()>> m_whenRead; ///< once contents() are as new as these ask
    bool m_isReading = false;
    bool m_isStale = false; ///< something changed since the reading under way was asked for
};

} // namespace exitscope::app
