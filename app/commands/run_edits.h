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

/// Who carries an edit out: in the open store, in the background and in the order asked for; `done` says on the GUI thread
/// whether it came about.
using RunEditor = std::function<void(
    std::function<void(store::RunStore&)> change, std::function<void(bool isDone)> done)>;

/// What edits of runs work on in the background: the store's worker alone touches it.
struct RunEditWork
{
    virtual ~RunEditWork() = default;
    virtual void forwards(store::RunStore& store) = 0;
    virtual void backwards(store::RunStore& store) = 0; ///< only after forwards() came about

    bool isApplied = false;
};

/// One reversible act on runs of the open store. It is in the history before it is in the store; one that fails there is
/// obsolete, and what is undone of it then is nothing.
class RunEdit final : public QUndoCommand
{
public:
    RunEdit(const QString& text, RunEditor editor, std::shared_ptr<RunEditWork> work);
    ~RunEdit() override;

    void redo() override;
    void undo() override;

private:
    void carryOut(std::function<void(store::RunStore&)> change);

    RunEditor m_editor;
    std::shared_ptr<RunEditWork> m_work;
    std::shared_ptr<RunEdit*> m_self; ///< null in it: gone before its answer came
};

/// The acts.
std::unique_ptr<RunEdit> renaming(RunEditor editor, const RunSet& runs, const QString& name);
std::unique_ptr<RunEdit> noting(RunEditor editor, const RunSet& runs, const QString& notes);
std::unique_ptr<RunEdit> tagging(RunEditor editor, const RunSet& runs, const std::vector<std::string>& tags);
std::unique_ptr<RunEdit> restyling(RunEditor editor, const RunSet& runs, const std::string& lookJson);
std::unique_ptr<RunEdit> deleting(RunEditor editor, const RunSet& runs); ///< into the bin
std::unique_ptr<RunEdit> restoring(RunEditor editor, const RunSet& runs);

} // namespace exitscope::app
