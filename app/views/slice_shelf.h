#pragma once

#include "app/jobs/quick_task.h"
#include "core/examples/slice.h"
#include "core/examples/tags.h"

#include <QObject>
#include <QStringList>

#include <memory>
#include <span>
#include <vector>

namespace exitscope::app {

class Workspace;

/// The slices of the open trace's dataset in the open store. They are read off the GUI thread, and edited through the
/// workspace: every edit can be undone, and ends in changed(), or in the workspace's editFailed().
class SliceShelf final : public QObject
{
    Q_OBJECT

public:
    explicit SliceShelf(Workspace& workspace, QObject* parent = nullptr);

    /// Without a store or a trace there are no slices; a trace's own tags are read nevertheless.
    void open(const QString& store, std::shared_ptr<const trace::Trace> trace);

    bool canKeep() const { return m_trace && !m_store.isEmpty(); }
    const std::vector<examples::Slice>& slices() const { return m_slices; }
    bool has(const QString& name) const;
    /// Those that hold any of `examples` (ascending).
    QStringList namesOf(std::span<const std::int64_t> examples) const;

    void keep(const QString& name, std::vector<std::int64_t> examples, const QString& filter);
    /// Into the slice of that name, which is made where there is none. `examples` ascending, here and below.
    void tag(const QString& name, std::vector<std::int64_t> examples);
    void untag(const QString& name, std::vector<std::int64_t> examples); ///< the slice goes with its last one
    void rename(const QString& from, const QString& to);
    void remove(const QString& name);

Q_SIGNALS:
    void changed(const std::shared_ptr<const exitscope::examples::TagSet>& tags);
    void failed(const QString& problem);

private:
    struct Content
    {
        std::vector<examples::Slice> slices;
        std::shared_ptr<const examples::TagSet> tags;
    };
    void read();
    examples::Slice slice(const QString& name, std::vector<std::int64_t> examples, const QString& filter = {}) const;

    Workspace& m_workspace;
    QString m_store;
    std::shared_ptr<const trace::Trace> m_trace;
    std::vector<examples::Slice> m_slices;
    QuickTask m_task;
};

} // namespace exitscope::app
