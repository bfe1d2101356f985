#include "core/report/runs_table.h"

#include "core/error.h"
#include "core/sweep/point_more.h"
#include "core/sweep/timing.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <map>

namespace exitscope::report {

namespace {

constexpr double notKnown = std::numeric_limits<double>::quiet_NaN();

/// The points of a row, one for each seed.
struct Members
{
    std::string name;
    std::vector<const sweep::Point*> points;
    std::size_t lastRun;
};

template <typename Value>
SeedFigure figureOf(const Members& members, Value value)
{
    std::vector<double> values;
    for (const sweep::Point* point : members.points)
        values.push_back(value(*point));
    return seedFigure(std::move(values));
}

double metricOf(const sweep::Point& point, const std::string& name)
{
    const auto found = std::ranges::find(point.metrics, name, &std::pair<std::string, double>::first);
    return found == point.metrics.end() ? notKnown : found->second;
}

RunsRow rowOf(const Members& members)
{
    const sweep::Point& first = *members.points.front();
    RunsRow row;
    row.name = members.name;
    row.spec = first.spec;
    for (const auto& metric : first.metrics)
        row.metrics.emplace_back(
            metric.first, figureOf(members, [&](const auto& point) { return metricOf(point, metric.first); }));
    row.meanExit = figureOf(members, [](const auto& point) { return point.meanExit(); });
    row.layerSpeedup = figureOf(members, [](const auto& point) { return point.layerSpeedup(); });
    row.tokenSpeedup = figureOf(
        members, [](const auto& point) { return sweep::moreFigure(point, "token_layer_speedup").value_or(notKnown); });
    row.flopsSpeedup = figureOf(
        members, [](const auto& point) { return point.flopsRatio() > 0 ? 1 / point.flopsRatio() : notKnown; });
    const auto timed = [&](double (sweep::Timing::*speedup)() const) {
        return figureOf(members, [&](const auto& point) {
            const auto timing = sweep::timingOf(point);
            return timing ? ((*timing).*speedup)() : notKnown;
        });
    };
    row.packed = timed(&sweep::Timing::measuredSpeedup);
    row.batch1 = timed(&sweep::Timing::batch1Speedup);
    return row;
}

} // namespace

std::vector<RunsRow> runsTable(std::span<const TabledRun> runs)
{
    std::vector<Members> rows;
    std::map<std::pair<std::string, std::string>, std::size_t> places;
    for (std::size_t run = 0; run < runs.size(); ++run)
        for (const sweep::Point& point : runs[run].points) {
            const auto [place, isNew] = places.try_emplace({ runs[run].name, point.spec.text() }, rows.size());
            if (isNew)
                rows.push_back({ runs[run].name, {}, runs.size() });
            Members& row = rows[place->second];
            if (row.lastRun == run)
                throw InputError("a run called \"" + runs[run].name + "\" has " + point.spec.text() + " twice",
                    "leave it out with --run");
            row.points.push_back(&point);
            row.lastRun = run;
        }
    std::vector<RunsRow> table;
    for (const Members& members : rows)
        table.push_back(rowOf(members));
    return table;
}

} // namespace exitscope::report
