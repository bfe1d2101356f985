#include "core/examples/slice.h"

#include "core/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace exitscope::examples {

namespace {

using Json = nlohmann::ordered_json;
constexpr const char* viewKind = "slice";
constexpr std::size_t longestName = 200;

/// The store keeps one view for a kind and name; slices of several datasets may share a name.
std::string viewName(const std::string& dataset, const std::string& name)
{
    return dataset + "/" + name;
}

/// [[first, last], …]: a filter's finds are often long runs.
Json rangesOf(std::span<const std::int64_t> examples)
{
    auto ranges = Json::array();
    for (std::size_t i = 0; i < examples.size();) {
        std::size_t last = i;
        while (last + 1 < examples.size() && examples[last + 1] == examples[last] + 1)
            ++last;
        ranges.push_back({ examples[i], examples[last] });
        i = last + 1;
    }
    return ranges;
}

std::string stateOf(const Slice& slice)
{
    return Json { { "name", slice.name }, { "dataset", slice.dataset }, { "dataset_name", slice.datasetName },
        { "filter", slice.filter }, { "examples", rangesOf(slice.examples) } }
        .dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<std::vector<std::int64_t>> examplesIn(const Json& ranges)
{
    constexpr std::int64_t most = std::int64_t { 1 } << 32; // more than any trace has, little enough to be refused
    if (!ranges.is_array())
        return std::nullopt;
    std::vector<std::int64_t> examples;
    for (const auto& range : ranges) {
        if (!range.is_array() || range.size() != 2 || !range[0].is_number_integer() || !range[1].is_number_integer())
            return std::nullopt;
        const auto first = range[0].get<std::int64_t>(), last = range[1].get<std::int64_t>();
        const bool ascends = first >= (examples.empty() ? 0 : examples.back() + 1) && last >= first;
        if (!ascends || last >= most || static_cast<std::int64_t>(examples.size()) + last - first >= (most >> 4))
            return std::nullopt;
        for (auto example = first; example <= last; ++example)
            examples.push_back(example);
    }
    return examples;
}

std::optional<Slice> sliceIn(const std::string& state)
{
    const auto json = Json::parse(state, nullptr, false);
    if (!json.is_object())
        return std::nullopt;
    const auto text = [&json](const char* key) {
        const auto at = json.find(key);
        return at != json.end() && at->is_string() ? at->get<std::string>() : std::string();
    };
    const auto examples = json.contains("examples") ? examplesIn(json["examples"]) : std::nullopt;
    if (!examples || text("name").empty())
        return std::nullopt;
    return Slice { text("name"), text("dataset"), text("dataset_name"), *examples, text("filter") };
}

std::optional<std::pair<store::ViewId, Slice>> find(
    const store::RunStore& store, const std::string& dataset, const std::string& name)
{
    for (const auto& [id, view] : store.savedViews())
        if (view.kind == viewKind && view.name == viewName(dataset, name))
            if (auto slice = sliceIn(view.state))
                return std::pair(id, std::move(*slice));
    return std::nullopt;
}

std::pair<store::ViewId, Slice> findOrThrow(
    const store::RunStore& store, const std::string& dataset, const std::string& name)
{
    auto found = find(store, dataset, name);
    if (!found)
        throw InputError(store.path(), "has no slice \"" + name + "\" of this dataset", "it may have been deleted elsewhere");
    return std::move(*found);
}

} // namespace

std::string datasetKey(const trace::Trace& trace)
{
    const auto& info = trace.info();
    return info.datasetSha256.empty() ? info.datasetName + "#" + std::to_string(trace.examples()) : info.datasetSha256;
}

std::vector<std::int64_t> examplesOf(const trace::Trace& trace, std::span<const std::uint32_t> units)
{
    std::vector<std::int64_t> examples;
    examples.reserve(units.size());
    for (const auto unit : units)
        examples.push_back(trace.exampleOf(unit));
    std::sort(examples.begin(), examples.end());
    examples.erase(std::unique(examples.begin(), examples.end()), examples.end());
    return examples;
}

std::vector<std::int64_t> unitsOf(const trace::Trace& trace, std::span<const std::int64_t> examples)
{
    std::vector<std::int64_t> units;
    const auto all = trace.example();
    for (const auto example : examples) {
        if (example < 0 || example >= trace.examples())
            continue;
        if (all.empty()) {
            units.push_back(example);
            continue;
        }
        const auto [first, last] = std::equal_range(all.begin(), all.end(), example);
        for (auto at = first; at != last; ++at)
            units.push_back(at - all.begin());
    }
    return units;
}

std::vector<Slice> slicesIn(const store::RunStore& store, const std::string& dataset)
{
    std::vector<Slice> slices;
    for (const auto& [id, view] : store.savedViews())
        if (view.kind == viewKind)
            if (auto slice = sliceIn(view.state); slice && slice->dataset == dataset)
                slices.push_back(std::move(*slice));
    std::sort(slices.begin(), slices.end(), [](const Slice& a, const Slice& b) { return a.name < b.name; });
    return slices;
}

std::optional<Slice> sliceNamed(const store::RunStore& store, const std::string& dataset, const std::string& name)
{
    auto found = find(store, dataset, name);
    return found ? std::optional(std::move(found->second)) : std::nullopt;
}

void keepSlice(store::RunStore& store, const Slice& slice)
{
    if (slice.name.empty() || slice.name.size() > longestName)
        throw InputError("a slice needs a name of 1 to " + std::to_string(longestName) + " bytes", "give it a short one");
    store.saveView({ viewName(slice.dataset, slice.name), viewKind, stateOf(slice) });
}

void renameSlice(store::RunStore& store, const std::string& dataset, const std::string& from, const std::string& to)
{
    if (from == to)
        return;
    auto [id, slice] = findOrThrow(store, dataset, from);
    if (find(store, dataset, to))
        throw InputError("there is a slice \"" + to + "\" already", "choose another name");
    slice.name = to;
    keepSlice(store, slice); // first, so that a kill in between loses nothing
    store.deleteView(id);
}

void removeSlice(store::RunStore& store, const std::string& dataset, const std::string& name)
{
    store.deleteView(findOrThrow(store, dataset, name).first);
}

} // namespace exitscope::examples
