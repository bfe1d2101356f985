#pragma once

#include "app/session/run_set.h"
#include "core/store/run_store.h"

#include <QString>
#include <QUndoCommand>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace exitscope::app {

/// Who carries an edit out: in the open store, all or nothing, and tells the views. False where it failed and was told.
using RunEditor = std::function<bool(const std::function<void(store::RunStore&)>& change)>;

/// One reversible act on runs of the open store. An edit that fails is taken out of the history.
class RunEdit final : public QUndoCommand
{
public:
    using Change = std::function<void(store::RunStore&)>;

    RunEdit(const QString& text, RunEditor editor, Change forwards, Change backwards);

    void redo() override;
    void undo() override;

private:
    RunEditor m_editor;
    Change m_forwards, m_backwards;
};

/// The acts. `before` holds the runs as they are now, in the order of their ids.
std::unique_ptr<RunEdit> renaming(RunEditor editor, const std::vector<store::RunSummary>& before, const QString& name);
std::unique_ptr<RunEdit> noting(RunEditor editor, const std::vector<store::RunSummary>& before, const QString& notes);
std::unique_ptr<RunEdit> tagging(
    RunEditor editor, const std::vector<store::RunSummary>& before, const std::vector<std::string>& tags);
std::unique_ptr<RunEdit> restyling(RunEditor editor, const std::vector<store::RunSummary>& before, const std::string& lookJson);
std::unique_ptr<RunEdit> deleting(RunEditor editor, const RunSet& runs); ///< into the bin
std::unique_ptr<RunEdit> restoring(RunEditor editor, const RunSet& runs);

} // namespace exitscope::app
