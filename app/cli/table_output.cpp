#include "app/cli/table_output.h"

#include "app/cli/text_table.h"
#include "core/report/table_text.h"
#include "core/sweep/point_json.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <utility>

namespace exitscope::cli {

namespace {

using Json = nlohmann::ordered_json;
using Row = TableCells;

/// "90.1 [88.9, 91.2]"; a metric is shown in percent, correlations too.
std::string qualityText(const evidence::Estimate& quality)
{
    if (std::isnan(quality.value))
        return "-";
    return decimal(100 * quality.value, 1) + " [" + decimal(100 * quality.interval.low, 1) + ", "
        + decimal(100 * quality.interval.high, 1) + "]";
}

const report::MeasuredSpeed* measured(const Speeds& speeds, const report::TableCell& cell)
{
    if (!cell.spec)
        return nullptr;
    const auto found = speeds.find(cell.spec->text());
    return found == speeds.end() ? nullptr : &found->second;
}

/// "layers, packed, batch 1" of one operating point.
std::string speedsText(const Speeds& speeds, const report::TableCell& cell)
{
    const auto* found = measured(speeds, cell);
    if (!found)
        return "-";
    return decimal(cell.specSpeedup, 2) + ", " + decimal(found->packed, 2) + ", "
        + (found->batch1 ? decimal(*found->batch1, 2) : "-");
}

Row heading(const report::PolicyTable& table, const report::TableOptions& options, bool isMeasured)
{
    const std::string metric(metric::nameOf(table.metric));
    Row cells { "policy" };
    for (const double speedup : options.speedups) {
        cells.push_back(metric + " at " + speedText(speedup));
        cells.push_back("headroom");
        if (isMeasured)
            cells.emplace_back("layers, packed, batch 1");
    }
    return cells;
}

Row cellsOf(const report::TableRow& row, const Speeds& speeds)
{
    Row cells { row.policy.text() };
    for (const auto& cell : row.cells) {
        cells.push_back(qualityText(cell.quality));
        cells.push_back(cell.headroom ? decimal(100 * *cell.headroom, 0) + " %" : "-");
        if (!speeds.empty())
            cells.push_back(speedsText(speeds, cell));
    }
    return cells;
}

Json cellJson(const report::TableCell& cell, const Speeds& speeds)
{
    Json json { { "speedup", cell.speedup }, { "value", cell.quality.value },
        { "interval", { cell.quality.interval.low, cell.quality.interval.high } } };
    json["headroom"] = cell.headroom ? Json(*cell.headroom) : Json(nullptr);
    if (cell.spec)
        json["point"] = { { "spec", cell.spec->text() }, { "policy", cell.spec->name },
            { "params", sweep::paramsJson(*cell.spec) }, { "speedup", cell.specSpeedup } };
    if (const auto* found = measured(speeds, cell)) {
        json["measured_speedup"] = found->packed;
        json["batch1_speedup"] = found->batch1 ? Json(*found->batch1) : Json(nullptr);
    }
    return json;
}

} // namespace

std::string tableText(const report::PolicyTable& table, const report::TableOptions& options, const Speeds& speeds,
    TableFormat format)
{
    const auto head = heading(table, options, !speeds.empty());
    std::vector<Row> rows;
    for (const auto& row : table.rows)
        rows.push_back(cellsOf(row, speeds));
    return formatted(head, rows, format);
}

nlohmann::ordered_json tableJson(
    const report::PolicyTable& table, const report::TableOptions& options, const Speeds& speeds)
{
    auto rows = Json::array();
    for (const auto& row : table.rows) {
        auto cells = Json::array();
        for (const auto& cell : row.cells)
            cells.push_back(cellJson(cell, speeds));
        rows.push_back({ { "policy", row.policy.text() }, { "cells", std::move(cells) } });
    }
    return { { "metric", metric::nameOf(table.metric) }, { "units", table.units }, { "full", table.full },
        { "cost", options.axis == evidence::CostAxis::Flops ? "flops" : "layers" },
        { "draws", options.bootstrap.draws }, { "confidence", options.bootstrap.confidence },
        { "seed", options.bootstrap.seed }, { "rows", std::move(rows) } };
}

} // namespace exitscope::cli
