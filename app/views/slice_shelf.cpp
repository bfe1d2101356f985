#include "app/views/slice_shelf.h"

#include "app/commands/slice_edits.h"
#include "app/session/workspace.h"

#include <algorithm>

namespace exitscope::app {

SliceShelf::SliceShelf(Workspace& workspace, QObject* parent)
    : QObject(parent)
    , m_workspace(workspace)
{
    connect(&workspace, &Workspace::slicesChanged, this, [this] {
        if (m_trace)
            read();
    });
}

void SliceShelf::open(const QString& store, std::shared_ptr<const trace::Trace> trace)
{
    m_store = store;
    m_trace = std::move(trace);
    m_slices.clear();
    if (m_trace)
        read();
    else
        m_task.drop();
}

bool SliceShelf::has(const QString& name) const
{
    return std::any_of(m_slices.begin(), m_slices.end(),
        [wanted = name.toStdString()](const examples::Slice& slice) { return slice.name == wanted; });
}

QStringList SliceShelf::namesOf(std::span<const std::int64_t> examples) const
{
    QStringList names;
    for (const auto& slice : m_slices)
        if (std::any_of(examples.begin(), examples.end(), [&slice](std::int64_t example) {
                return std::binary_search(slice.examples.begin(), slice.examples.end(), example);
            }))
            names << QString::fromStdString(slice.name);
    return names;
}

examples::Slice SliceShelf::slice(
    const QString& name, std::vector<std::int64_t> examples, const QString& filter) const
{
    return { name.toStdString(), examples::datasetKey(*m_trace), m_trace->info().datasetName, std::move(examples),
        filter.toStdString() };
}

void SliceShelf::keep(const QString& name, std::vector<std::int64_t> examples, const QString& filter)
{
    m_workspace.editSlices([kept = slice(name, std::move(examples), filter)](
                               RunEditor editor) { return keepingSlice(std::move(editor), kept); });
}

void SliceShelf::tag(const QString& name, std::vector<std::int64_t> examples)
{
    m_workspace.editSlices([tagged = slice(name, std::move(examples))](
                               RunEditor editor) { return taggingExamples(std::move(editor), tagged); });
}

void SliceShelf::untag(const QString& name, std::vector<std::int64_t> examples)
{
    m_workspace.editSlices([of = SliceName { examples::datasetKey(*m_trace), name.toStdString() },
                               examples = std::move(examples)](
                               RunEditor editor) { return untaggingExamples(std::move(editor), of, examples); });
}

void SliceShelf::rename(const QString& from, const QString& to)
{
    m_workspace.editSlices([of = SliceName { examples::datasetKey(*m_trace), from.toStdString() }, to = to.toStdString()](
                               RunEditor editor) { return renamingSlice(std::move(editor), of, to); });
}

void SliceShelf::remove(const QString& name)
{
    m_workspace.editSlices([of = SliceName { examples::datasetKey(*m_trace), name.toStdString() }](
                               RunEditor editor) { return deletingSlice(std::move(editor), of); });
}

void SliceShelf::read()
{
    m_task.run(
        this,
        [path = m_store.toStdString(), trace = m_trace] {
            Content content;
            if (!path.empty()) {
                const store::RunStore store(path, store::OpenMode::MustExist);
                content.slices = examples::slicesIn(store, examples::datasetKey(*trace));
            }
            auto tags = std::make_shared<examples::TagSet>(*trace);
            for (const auto& slice : content.slices)
                tags->add(slice.name, slice.examples);
            content.tags = std::move(tags);
            return content;
        },
        [this](Content content) {
            m_slices = std::move(content.slices);
            Q_EMIT changed(content.tags);
        },
        [this](const QString& problem) { Q_EMIT failed(problem); });
}

} // namespace exitscope::app
