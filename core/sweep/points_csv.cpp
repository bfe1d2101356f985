#include "core/sweep/points_csv.h"

#include "core/io/csv_cell.h"

#include <algorithm>
#include <set>
#include <vector>

namespace exitscope::sweep {

namespace {

std::vector<std::string> parameterKeys(std::span<const Point> points)
{
    std::set<std::string> keys;
    for (const auto& point : points)
        for (const auto& [key, value] : point.spec.parameters)
            keys.insert(key);
    return { keys.begin(), keys.end() };
}

std::vector<std::string> metricNames(std::span<const Point> points)
{
    std::vector<std::string> names;
    for (const auto& point : points)
        for (const auto& [name, value] : point.metrics)
            if (std::find(names.begin(), names.end(), name) == names.end())
                names.push_back(name);
    return names;
}

std::string line(const std::vector<std::string>& fields)
{
    std::string text;
    for (const auto& value : fields)
        text += (text.empty() ? "" : ",") + io::csvCell(value);
    return text + "\n";
}

std::vector<std::string> row(
    const Point& point, const std::vector<std::string>& keys, const std::vector<std::string>& metrics)
{
    std::vector<std::string> fields { point.spec.name };
    for (const auto& key : keys) {
        const auto found = point.spec.parameters.find(key);
        fields.push_back(found == point.spec.parameters.end() ? "" : found->second);
    }
    fields.push_back(std::to_string(point.units));
    fields.push_back(io::csvCell(point.meanExit()));
    fields.push_back(io::csvCell(point.layerSpeedup()));
    fields.push_back(point.flopsFull > 0 ? io::csvCell(point.flopsRatio()) : "");
    for (const auto& name : metrics) {
        const auto found = std::find_if(point.metrics.begin(), point.metrics.end(),
            [&name](const auto& metric) { return metric.first == name; });
        fields.push_back(found == point.metrics.end() ? "" : io::csvCell(found->second));
    }
    for (const auto units : point.histogram)
        fields.push_back(std::to_string(units));
    return fields;
}

} // namespace

std::string pointsCsv(std::span<const Point> points, std::span<const std::int32_t> exitLayers)
{
    const auto keys = parameterKeys(points);
    const auto metrics = metricNames(points);
    std::vector<std::string> headings { "policy" };
    headings.insert(headings.end(), keys.begin(), keys.end());
    for (const char* name : { "units", "mean_exit", "layer_speedup", "flops_ratio" })
        headings.emplace_back(name);
    headings.insert(headings.end(), metrics.begin(), metrics.end());
    for (const auto layer : exitLayers)
        headings.push_back("exit_" + std::to_string(layer));
    std::string csv = line(headings);
    for (const auto& point : points)
        csv += line(row(point, keys, metrics));
    return csv;
}

} // namespace exitscope::sweep
