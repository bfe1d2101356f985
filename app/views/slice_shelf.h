#pragma once

#include "app/jobs/quick_task.h"
#include "core/examples/slice.h"
#include "core/examples/tags.h"

#include <QObject>

#include <functional>
#include <memory>
#include <vector>

namespace exitscope::app {

/// The slices of the open trace's dataset in the open store. Reads and writes off the GUI thread, on connections of its
/// own; every change ends in changed() or failed().
class SliceShelf final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Without a store or a trace there are no slices; a trace's own tags are read nevertheless.
    void open(const QString& store, std::shared_ptr<const trace::Trace> trace);

    bool canKeep() const { return m_trace && !m_store.isEmpty(); }
    const std::vector<examples::Slice>& slices() const { return m_slices; }
    bool has(const QString& name) const;

    void keep(const QString& name, std::vector<std::int64_t> examples, const QString& filter);
    void add(const QString& name, std::vector<std::int64_t> examples); ///< to one that is there already
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
    /// `edit` gets the store and the dataset; then everything is read anew.
    void run(std::function<void(store::RunStore&, const std::string&)> edit);

    QString m_store;
    std::shared_ptr<const trace::Trace> m_trace;
    std::vector<examples::Slice> m_slices;
    QuickTask m_task;
};

} // namespace exitscope::app
