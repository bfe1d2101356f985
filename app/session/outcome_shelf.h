#pragma once

#include "app/analysis/pane_outcome.h"
#include "app/jobs/quick_task.h"
#include "app/session/outcome_choice.h"
#include "app/views/view_context.h"

#include <QObject>
#include <QStringList>

#include <filesystem>
#include <vector>

namespace exitscope::app {

/// What there is beside the operating point to be shown of the open trace: executed points of the open store, and hashes of
/// tokens whose tables are kept with a model of its name or were opened by a person.
class OutcomeShelf final : public QObject
{
    Q_OBJECT

public:
    struct Entry
    {
        OutcomeChoice choice;
        OutcomeKind kind = OutcomeKind::Executed;
        QString title; ///< the rule and, where it was executed, the run
    };

    explicit OutcomeShelf(const ViewContext& context, QObject* parent = nullptr);

    const std::vector<Entry>& entries() const { return m_entries; }
    void addTable(const QString& path);
    const QStringList& tables() const { return m_tables; } ///< that a person opened
    void setTables(const QStringList& paths);

Q_SIGNALS:
    void changed();

private:
    void list();

    ViewContext m_context;
    std::vector<Entry> m_entries;
    QStringList m_tables;
    QuickTask m_task;
};

/// Where an executed point or a table is read from.
struct OutcomePlaces
{
    std::filesystem::path store;               ///< the open one
    std::vector<std::filesystem::path> models; ///< where the tokenizer of a table's model may be
};

/// Reads an executed point or a hash's table for `trace`; on a worker, up to a second for a million words. Throws InputError
/// where it is gone, or is of another trace.
PaneOutcome readOutcome(
    const OutcomeChoice& choice, const std::shared_ptr<const trace::Trace>& trace, const OutcomePlaces& places);

} // namespace exitscope::app
