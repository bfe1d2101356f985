#include "app/commands/run_edits.h"

#include <QCoreApplication>

namespace exitscope::app {

namespace {

QString words(const char* text, int n = -1)
{
    return QCoreApplication::translate("RunEdit", text, nullptr, n);
}

/// Sets one value of every run, and gives each its own back: the one that it had when its turn came.
template <typename Value, typename Set> class Setting final : public RunEditWork
{
public:
    Setting(const RunSet& runs, Value value, Value store::RunSummary::* member, Set set)
        : m_runs(runs)
        , m_value(std::move(value))
        , m_member(member)
        , m_set(set)
    {
    }

    void forwards(store::RunStore& store) override
    {
        m_before.clear();
        for (const auto id : m_runs.ids)
            m_before.push_back(store.run(id).summary);
        for (const auto& run : m_before)
            m_set(store, run.id, m_value);
    }

    void backwards(store::RunStore& store) override
    {
        for (const auto& run : m_before)
            m_set(store, run.id, run.*m_member);
    }

private:
    RunSet m_runs;
    Value m_value;
    Value store::RunSummary::* m_member;
    Set m_set;
    std::vector<store::RunSummary> m_before;
};

template <typename Value, typename Set>
std::unique_ptr<RunEdit> setting(const QString& text, RunEditor editor, const RunSet& runs, const Value& value,
    Value store::RunSummary::* member, Set set)
{
    return std::make_unique<RunEdit>(
        text, std::move(editor), std::make_shared<Setting<Value, Set>>(runs, value, member, set));
}

enum class BinMove { Into, OutOf };

class Binning final : public RunEditWork
{
public:
    Binning(const RunSet& runs, BinMove move)
        : m_runs(runs)
        , m_move(move)
    {
    }

    void forwards(store::RunStore& store) override { carryOut(store, m_move == BinMove::Into); }
    void backwards(store::RunStore& store) override { carryOut(store, m_move == BinMove::OutOf); }

private:
    void carryOut(store::RunStore& store, bool isInto) const
    {
        for (const auto id : m_runs.ids)
            isInto ? store.deleteRun(id) : store.restoreRun(id);
    }

    RunSet m_runs;
    BinMove m_move;
};

} // namespace

RunEdit::RunEdit(const QString& text, RunEditor editor, std::shared_ptr<RunEditWork> work)
    : QUndoCommand(text)
    , m_editor(std::move(editor))
    , m_work(std::move(work))
    , m_self(std::make_shared<RunEdit*>(this))
{
}

RunEdit::~RunEdit()
{
    *m_self = nullptr;
}

void RunEdit::redo()
{
    carryOut([work = m_work](store::RunStore& store) {
        work->forwards(store);
        work->isApplied = true;
    });
}

void RunEdit::undo()
{
    carryOut([work = m_work](store::RunStore& store) {
        if (work->isApplied)
            work->backwards(store);
        work->isApplied = false;
    });
}

void RunEdit::carryOut(std::function<void(store::RunStore&)> change)
{
    m_editor(std::move(change), [self = m_self](bool isDone) {
        if (*self && !isDone)
            (*self)->setObsolete(true);
    });
}

std::unique_ptr<RunEdit> renaming(RunEditor editor, const RunSet& runs, const QString& name)
{
    return setting(words(QT_TRANSLATE_NOOP("RunEdit", "renaming")), std::move(editor), runs, name.toStdString(),
        &store::RunSummary::name,
        [](store::RunStore& store, store::RunId id, const std::string& value) { store.renameRun(id, value); });
}

std::unique_ptr<RunEdit> noting(RunEditor editor, const RunSet& runs, const QString& notes)
{
    return setting(words(QT_TRANSLATE_NOOP("RunEdit", "notes")), std::move(editor), runs, notes.toStdString(),
        &store::RunSummary::notes,
        [](store::RunStore& store, store::RunId id, const std::string& value) { store.setNotes(id, value); });
}

std::unique_ptr<RunEdit> tagging(RunEditor editor, const RunSet& runs, const std::vector<std::string>& tags)
{
    return setting(words(QT_TRANSLATE_NOOP("RunEdit", "tags")), std::move(editor), runs, tags, &store::RunSummary::tags,
        [](store::RunStore& store, store::RunId id, const std::vector<std::string>& value) { store.setTags(id, value); });
}

std::unique_ptr<RunEdit> restyling(RunEditor editor, const RunSet& runs, const std::string& lookJson)
{
    return setting(words(QT_TRANSLATE_NOOP("RunEdit", "colour")), std::move(editor), runs, lookJson, &store::RunSummary::look,
        [](store::RunStore& store, store::RunId id, const std::string& value) { store.setLook(id, value); });
}

std::unique_ptr<RunEdit> deleting(RunEditor editor, const RunSet& runs)
{
    return std::make_unique<RunEdit>(
        words(QT_TRANSLATE_N_NOOP("RunEdit", "deleting %n run(s)"), static_cast<int>(runs.ids.size())), std::move(editor),
        std::make_shared<Binning>(runs, BinMove::Into));
}

std::unique_ptr<RunEdit> restoring(RunEditor editor, const RunSet& runs)
{
    return std::make_unique<RunEdit>(
        words(QT_TRANSLATE_N_NOOP("RunEdit", "restoring %n run(s)"), static_cast<int>(runs.ids.size())), std::move(editor),
        std::make_shared<Binning>(runs, BinMove::OutOf));
}

} // namespace exitscope::app
