#include "app/commands/slice_edits.h"

#include "core/error.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace exitscope::app {

namespace {

using examples::Slice;

QString words(const char* text, int n = -1)
{
    return QCoreApplication::translate("SliceEdit", text, nullptr, n);
}

/// `from` is in the store, then `to` is; nothing for none.
void replace(store::RunStore& store, const std::optional<Slice>& from, const std::optional<Slice>& to)
{
    if (from && !to)
        return examples::removeSlice(store, from->dataset, from->name);
    if (!to)
        return;
    if (from && from->name != to->name)
        examples::renameSlice(store, from->dataset, from->name, to->name);
    else if (!from && examples::sliceNamed(store, to->dataset, to->name))
        throw InputError("there is a slice \"" + to->name + "\" already", "choose another name");
    examples::keepSlice(store, *to);
}

class SliceWork final : public RunEditWork
{
public:
    /// What becomes of the slice of that name, which may not be there; it may throw.
    using Change = std::function<std::optional<Slice>(std::optional<Slice> slice)>;

    SliceWork(SliceName slice, Change change)
        : m_slice(std::move(slice))
        , m_change(std::move(change))
    {
    }

    void forwards(store::RunStore& store) override
    {
        auto before = examples::sliceNamed(store, m_slice.dataset, m_slice.name);
        auto after = m_change(before);
        replace(store, before, after);
        m_before = std::move(before);
        m_after = std::move(after);
    }

    void backwards(store::RunStore& store) override { replace(store, m_after, m_before); }

private:
    SliceName m_slice;
    Change m_change;
    std::optional<Slice> m_before, m_after;
};

std::unique_ptr<RunEdit> changing(const QString& text, RunEditor editor, const SliceName& slice, SliceWork::Change change)
{
    return std::make_unique<RunEdit>(text, std::move(editor), std::make_shared<SliceWork>(slice, std::move(change)));
}

Slice required(std::optional<Slice> slice, const std::string& name)
{
    if (!slice)
        throw InputError("there is no slice \"" + name + "\" any more", "it may have been deleted elsewhere");
    return std::move(*slice);
}

} // namespace

std::unique_ptr<RunEdit> keepingSlice(RunEditor editor, const Slice& slice)
{
    return changing(words(QT_TRANSLATE_NOOP("SliceEdit", "keeping a slice")), std::move(editor),
        { slice.dataset, slice.name }, [slice](const std::optional<Slice>& before) {
            if (before)
                throw InputError("there is a slice \"" + slice.name + "\" already", "choose another name");
            return std::optional(slice);
        });
}

std::unique_ptr<RunEdit> renamingSlice(RunEditor editor, const SliceName& slice, const std::string& name)
{
    return changing(words(QT_TRANSLATE_NOOP("SliceEdit", "renaming a slice")), std::move(editor), slice,
        [from = slice.name, name](std::optional<Slice> before) {
            Slice renamed = required(std::move(before), from);
            renamed.name = name;
            return std::optional(std::move(renamed));
        });
}

std::unique_ptr<RunEdit> deletingSlice(RunEditor editor, const SliceName& slice)
{
    return changing(words(QT_TRANSLATE_NOOP("SliceEdit", "deleting a slice")), std::move(editor), slice,
        [name = slice.name](std::optional<Slice> before) -> std::optional<Slice> {
            (void)required(std::move(before), name);
            return std::nullopt;
        });
}

std::unique_ptr<RunEdit> taggingExamples(RunEditor editor, const Slice& tagged)
{
    const auto count = static_cast<int>(tagged.examples.size());
    return changing(words(QT_TRANSLATE_N_NOOP("SliceEdit", "tagging %n example(s)"), count), std::move(editor),
        { tagged.dataset, tagged.name }, [tagged](std::optional<Slice> before) {
            if (!before)
                return std::optional(tagged);
            std::vector<std::int64_t> both;
            std::set_union(before->examples.begin(), before->examples.end(), tagged.examples.begin(),
                tagged.examples.end(), std::back_inserter(both));
            if (both != before->examples)
                before->filter.clear(); // no filter finds just these any more
            before->examples = std::move(both);
            return before;
        });
}

std::unique_ptr<RunEdit> untaggingExamples(
    RunEditor editor, const SliceName& slice, const std::vector<std::int64_t>& examples)
{
    const auto count = static_cast<int>(examples.size());
    return changing(words(QT_TRANSLATE_N_NOOP("SliceEdit", "untagging %n example(s)"), count), std::move(editor), slice,
        [name = slice.name, examples](std::optional<Slice> before) -> std::optional<Slice> {
            Slice rest = required(std::move(before), name);
            std::vector<std::int64_t> left;
            std::set_difference(rest.examples.begin(), rest.examples.end(), examples.begin(), examples.end(),
                std::back_inserter(left));
            if (left.empty())
                return std::nullopt;
            if (left.size() != rest.examples.size())
                rest.filter.clear();
            rest.examples = std::move(left);
            return rest;
        });
}

} // namespace exitscope::app
