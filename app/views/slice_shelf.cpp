#include "app/views/slice_shelf.h"

#include <algorithm>
#include <iterator>

namespace exitscope::app {

void SliceShelf::open(const QString& store, std::shared_ptr<const trace::Trace> trace)
{
    m_store = store;
    m_trace = std::move(trace);
    m_slices.clear();
    if (m_trace)
        run({});
    else
        m_task.drop();
}

bool SliceShelf::has(const QString& name) const
{
    return std::any_of(m_slices.begin(), m_slices.end(),
        [wanted = name.toStdString()](const examples::Slice& slice) { return slice.name == wanted; });
}

void SliceShelf::keep(const QString& name, std::vector<std::int64_t> examples, const QString& filter)
{
    examples::Slice slice { name.toStdString(), {}, m_trace->info().datasetName, std::move(examples), filter.toStdString() };
    run([slice = std::move(slice)](store::RunStore& store, const std::string& dataset) {
        auto kept = slice;
        kept.dataset = dataset;
        examples::keepSlice(store, kept);
    });
}

void SliceShelf::add(const QString& name, std::vector<std::int64_t> examples)
{
    run([wanted = name.toStdString(), more = std::move(examples)](store::RunStore& store, const std::string& dataset) {
        for (auto& slice : examples::slicesIn(store, dataset)) {
            if (slice.name != wanted)
                continue;
            std::vector<std::int64_t> both;
            std::set_union(slice.examples.begin(), slice.examples.end(), more.begin(), more.end(), std::back_inserter(both));
            slice.examples = std::move(both);
            slice.filter.clear(); // no filter finds just these any more
            examples::keepSlice(store, slice);
        }
    });
}

void SliceShelf::rename(const QString& from, const QString& to)
{
    run([from = from.toStdString(), to = to.toStdString()](store::RunStore& store, const std::string& dataset) {
        examples::renameSlice(store, dataset, from, to);
    });
}

void SliceShelf::remove(const QString& name)
{
    run([name = name.toStdString()](store::RunStore& store, const std::string& dataset) {
        examples::removeSlice(store, dataset, name);
    });
}

void SliceShelf::run(std::function<void(store::RunStore&, const std::string&)> edit)
{
    m_task.run(
        this,
        [path = m_store.toStdString(), trace = m_trace, edit = std::move(edit)] {
            Content content;
            if (!path.empty()) {
                store::RunStore store(path, store::OpenMode::MustExist);
                const auto dataset = examples::datasetKey(*trace);
                if (edit)
                    edit(store, dataset);
                content.slices = examples::slicesIn(store, dataset);
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
