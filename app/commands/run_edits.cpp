#include "app/commands/run_edits.h"

#include <QCoreApplication>

namespace exitscope::app {

namespace {

QString tr(const char* text, int n = -1)
{
    return QCoreApplication::translate("RunEdit", text, nullptr, n);
}

/// An edit that sets one value of every run, and gives each its own back.
template <typename Value, typename Set>
std::unique_ptr<RunEdit> setting(const QString& text, RunEditor editor, const std::vector<store::RunSummary>& before,
    const Value& value, Value store::RunSummary::* member, Set set)
{
    return std::make_unique<RunEdit>(
        text, std::move(editor),
        [before, value, set](store::RunStore& store) {
            for (const auto& run : before)
                set(store, run.id, value);
        },
        [before, member, set](store::RunStore& store) {
            for (const auto& run : before)
                set(store, run.id, run.*member);
        });
}

} // namespace

RunEdit::RunEdit(const QString& text, RunEditor editor, Change forwards, Change backwards)
    : QUndoCommand(text)
    , m_editor(std::move(editor))
    , m_forwards(std::move(forwards))
    , m_backwards(std::move(backwards))
{
}

void RunEdit::redo()
{
    if (!m_editor(m_forwards))
        setObsolete(true);
}

void RunEdit::undo()
{
    if (!m_editor(m_backwards))
        setObsolete(true);
}

std::unique_ptr<RunEdit> renaming(RunEditor editor, const std::vector<store::RunSummary>& before, const QString& name)
{
    return setting(tr(QT_TRANSLATE_NOOP("RunEdit", "renaming")), std::move(editor), before, name.toStdString(),
        &store::RunSummary::name, [](store::RunStore& store, store::RunId id, const std::string& value) { store.renameRun(id, value); });
}

std::unique_ptr<RunEdit> noting(RunEditor editor, const std::vector<store::RunSummary>& before, const QString& notes)
{
    return setting(tr(QT_TRANSLATE_NOOP("RunEdit", "notes")), std::move(editor), before, notes.toStdString(),
        &store::RunSummary::notes, [](store::RunStore& store, store::RunId id, const std::string& value) { store.setNotes(id, value); });
}

std::unique_ptr<RunEdit> tagging(
    RunEditor editor, const std::vector<store::RunSummary>& before, const std::vector<std::string>& tags)
{
    return setting(tr(QT_TRANSLATE_NOOP("RunEdit", "tags")), std::move(editor), before, tags, &store::RunSummary::tags,
        [](store::RunStore& store, store::RunId id, const std::vector<std::string>& value) { store.setTags(id, value); });
}

std::unique_ptr<RunEdit> restyling(
    RunEditor editor, const std::vector<store::RunSummary>& before, const std::string& lookJson)
{
    return setting(tr(QT_TRANSLATE_NOOP("RunEdit", "colour")), std::move(editor), before, lookJson, &store::RunSummary::look,
        [](store::RunStore& store, store::RunId id, const std::string& value) { store.setLook(id, value); });
}

std::unique_ptr<RunEdit> deleting(RunEditor editor, const RunSet& runs)
{
    return std::make_unique<RunEdit>(
        tr(QT_TRANSLATE_N_NOOP("RunEdit", "deleting %n run(s)"), static_cast<int>(runs.ids.size())), std::move(editor),
        [runs](store::RunStore& store) {
            for (const auto id : runs.ids)
                store.deleteRun(id);
        },
        [runs](store::RunStore& store) {
            for (const auto id : runs.ids)
                store.restoreRun(id);
        });
}

std::unique_ptr<RunEdit> restoring(RunEditor editor, const RunSet& runs)
{
    return std::make_unique<RunEdit>(
        tr(QT_TRANSLATE_N_NOOP("RunEdit", "restoring %n run(s)"), static_cast<int>(runs.ids.size())), std::move(editor),
        [runs](store::RunStore& store) {
            for (const auto id : runs.ids)
                store.restoreRun(id);
        },
        [runs](store::RunStore& store) {
            for (const auto id : runs.ids)
                store.deleteRun(id);
        });
}

} // namespace exitscope::app
