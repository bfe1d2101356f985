#include "app/analysis/seed_groups.h"

#include "core/error.h"

#include <algorithm>
#include <map>
#include <string>

namespace exitscope::app {

namespace {

/// The hash where both know it, else the name.
bool isSameData(const store::TraceRecord& a, const store::TraceRecord& b)
{
    if (!a.dataset || !b.dataset)
        return !a.dataset && !b.dataset;
    return a.dataset->sha256.empty() || b.dataset->sha256.empty() ? a.dataset->name == b.dataset->name
                                                                   : a.dataset->sha256 == b.dataset->sha256;
}

std::string dataName(const store::TraceRecord& trace)
{
    return trace.dataset && !trace.dataset->name.empty() ? trace.dataset->name : trace.path;
}

bool isSameModel(const store::TraceRecord& a, const store::TraceRecord& b)
{
    return a.sha256 == b.sha256
        || (a.model && b.model && !a.model->sha256.empty() && a.model->sha256 == b.model->sha256);
}

std::string familyOf(const store::TraceRecord& trace) { return trace.model ? trace.model->family : std::string(); }

std::optional<std::string> differenceOfTraces(const store::TraceRecord& a, const store::TraceRecord& b)
{
    if (!isSameData(a, b))
        return "they are over different datasets, " + dataName(a) + " and " + dataName(b);
    if (a.units != b.units || a.examples != b.examples || a.classes != b.classes || a.task != b.task)
        return "their traces are not of the same examples";
    if (a.exitLayers != b.exitLayers)
        return std::string("their models leave at different layers");
    if (familyOf(a) != familyOf(b))
        return "their models are of different kinds, " + familyOf(a) + " and " + familyOf(b);
    if (isSameModel(a, b))
        return std::string("they are of the same model, so of one seed");
    return std::nullopt;
}

std::string nameOf(const store::Run& run) { return "run " + std::to_string(static_cast<std::int64_t>(run.summary.id)); }

} // namespace

std::optional<std::string> differenceBesidesSeed(const store::Run& a, const store::Run& b)
{
    if (a.request.traces.empty() || a.request.traces.size() != b.request.traces.size())
        return std::string("they are not of the same number of models");
    for (std::size_t model = 0; model < a.request.traces.size(); ++model)
        if (auto difference = differenceOfTraces(a.request.traces[model], b.request.traces[model]))
            return difference;
    if (a.request.kind != b.request.kind)
        return std::string("one was replayed and the other executed");
    if (a.request.policies != b.request.policies)
        return std::string("they try different policies");
    if (a.request.options != b.request.options)
        return std::string("their costs or their points were computed with different options");
    return std::nullopt;
}

SeedGrouping groupBySeed(std::span<const PlottedRun> runs)
{
    std::map<std::string, int> named;
    for (const auto& run : runs)
        ++named[run.run.summary.name];
    const bool namesTell = std::ranges::any_of(named, [](const auto& name) { return !name.first.empty() && name.second > 1; });
    std::vector<std::vector<std::size_t>> sorted;
    for (std::size_t place = 0; place < runs.size(); ++place) {
        // Against every run of the group: the third may be the same model as the second.
        const auto group = std::find_if(sorted.begin(), sorted.end(), [&](const auto& members) {
            return std::none_of(members.begin(), members.end(), [&](std::size_t member) {
                return (namesTell && runs[member].run.summary.name != runs[place].run.summary.name)
                    || differenceBesidesSeed(runs[member].run, runs[place].run).has_value();
            });
        });
        if (group == sorted.end())
            sorted.push_back({ place });
        else
            group->push_back(place);
    }
    SeedGrouping grouping;
    for (auto& members : sorted) {
        if (members.size() > 1)
            grouping.groups.push_back(std::move(members));
        else
            grouping.alone.push_back(members.front());
    }
    return grouping;
}

void requireSeedGroup(std::span<const PlottedRun> runs)
{
    const std::string remedy = "name runs that differ in nothing but the model, such as sweeps of models trained with "
                               "seeds 1, 2 and 3 over one dataset";
    if (runs.size() < 2)
        throw InputError(std::string("one run is no group of seeds"), remedy);
    const bool hasGroup = !groupBySeed(runs).groups.empty();
    for (std::size_t place = 1; place < runs.size(); ++place) {
        const auto& first = runs.front().run;
        const auto& other = runs[place].run;
        const auto difference = differenceBesidesSeed(first, other);
        const bool isOtherData = !first.request.traces.empty() && !other.request.traces.empty()
            && !isSameData(first.request.traces.front(), other.request.traces.front());
        if (difference && (isOtherData || !hasGroup))
            throw InputError(
                nameOf(first) + " and " + nameOf(other) + " cannot be grouped by seed: " + *difference, remedy);
    }
}

} // namespace exitscope::app
