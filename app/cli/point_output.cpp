#include "app/cli/point_output.h"

#include "app/cli/text_table.h"
#include "core/sweep/point_json.h"
#include "core/sweep/point_record.h"
#include "core/sweep/timing.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>

namespace exitscope::cli {

namespace {

/// What a person reads of one rule; all points are in --json and --csv.
constexpr std::size_t mostRows = 40;

std::string parametersText(const policy::PolicySpec& spec)
{
    std::string text;
    for (const auto& [key, value] : spec.parameters)
        text += (text.empty() ? "" : ",") + key + "=" + value;
    return text;
}

std::vector<TextTable::Column> columnsFor(const sweep::Point& first)
{
    std::vector<TextTable::Column> columns { { "policy" }, { "parameters" }, { "mean exit", Align::Right },
        { "speed-up", Align::Right }, { "FLOPs", Align::Right } };
    if (sweep::timingOf(first))
        for (const char* name : { "batch 1", "packed", "seconds" })
            columns.push_back({ name, Align::Right });
    for (const auto& [name, value] : first.metrics)
        columns.push_back({ name, Align::Right });
    return columns;
}

/// "0.9012 ±0.0123": half the interval's width, where the point has one.
std::string withSpread(const sweep::Point& point, const std::string& name, double value, int decimals)
{
    const auto found = std::find_if(point.intervals.begin(), point.intervals.end(),
        [&name](const auto& interval) { return interval.first == name; });
    const auto text = decimal(value, decimals);
    return found == point.intervals.end() ? text
                                          : text + " ±" + decimal((found->second.high - found->second.low) / 2, decimals);
}

std::vector<std::string> rowOf(const sweep::Point& point, const sweep::Point& first)
{
    std::vector<std::string> row { point.spec.name, parametersText(point.spec),
        withSpread(point, "mean_exit", point.meanExit(), 3), withSpread(point, "layer_speedup", point.layerSpeedup(), 3),
        point.flopsFull > 0 ? withSpread(point, "flops_ratio", point.flopsRatio(), 4) : "-" };
    if (sweep::timingOf(first)) {
        const auto timing = sweep::timingOf(point);
        row.push_back(timing ? decimal(timing->batch1Speedup(), 3) : "-");
        row.push_back(timing ? decimal(timing->measuredSpeedup(), 3) : "-");
        row.push_back(timing ? decimal(timing->seconds, 3) : "-");
    }
    for (const auto& [name, unused] : first.metrics) {
        double value = std::numeric_limits<double>::quiet_NaN();
        for (const auto& [other, found] : point.metrics)
            if (other == name)
                value = found;
        row.push_back(withSpread(point, name, value, 4));
    }
    return row;
}

/// Of every rule all points, or mostRows evenly spaced ones with the first and the last among them.
std::vector<std::size_t> shownRows(std::span<const sweep::Point> points)
{
    std::vector<std::size_t> rows;
    for (std::size_t begin = 0, end = 0; begin < points.size(); begin = end) {
        while (end < points.size() && points[end].spec.name == points[begin].spec.name)
            ++end;
        const std::size_t count = std::min(end - begin, mostRows);
        for (std::size_t row = 0; row < count; ++row)
            rows.push_back(begin + (count == 1 ? 0 : row * (end - begin - 1) / (count - 1)));
    }
    return rows;
}

} // namespace

std::vector<sweep::Point> pointsOf(const store::RunStore& store, store::RunId run)
{
    std::vector<sweep::Point> points;
    for (const auto& record : store.points(run))
        points.push_back(sweep::pointOf(record));
    return points;
}

nlohmann::ordered_json pointsJson(std::span<const sweep::Point> points)
{
    auto json = nlohmann::ordered_json::array();
    for (const auto& point : points)
        json.push_back(sweep::toJson(point));
    return json;
}

std::string pointsTable(std::span<const sweep::Point> points)
{
    if (points.empty())
        return "no points\n";
    TextTable table(columnsFor(points.front()));
    const auto shown = shownRows(points);
    for (const std::size_t index : shown)
        table.addRow(rowOf(points[index], points.front()));
    if (shown.size() == points.size())
        return table.text();
    return table.text() + std::to_string(shown.size()) + " of " + std::to_string(points.size())
        + " points; --json gives all of them\n";
}

} // namespace exitscope::cli
