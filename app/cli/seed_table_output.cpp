#include "app/cli/seed_table_output.h"

#include "app/cli/text_table.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <utility>

namespace exitscope::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t enoughForDeviation = 3;

std::string figureText(const report::SeedFigure& figure, int decimals)
{
    if (std::isnan(figure.mean))
        return "-";
    const auto percent = [decimals](double value) { return decimal(100 * value, decimals); };
    return figure.values.size() >= enoughForDeviation
        ? percent(figure.mean) + " ± " + percent(figure.sd)
        : percent(figure.mean) + " [" + percent(figure.low) + ", " + percent(figure.high) + "]";
}

Json number(double value) { return std::isnan(value) ? Json(nullptr) : Json(value); }

Json figureJson(const report::SeedFigure& figure)
{
    auto values = Json::array();
    for (const double value : figure.values)
        values.push_back(number(value));
    return { { "mean", number(figure.mean) }, { "sd", number(figure.sd) }, { "low", number(figure.low) },
        { "high", number(figure.high) }, { "values", std::move(values) } };
}

} // namespace

std::string spreadText(const report::SeedTable& table)
{
    const std::string seeds = " of " + std::to_string(table.traces) + " seeds";
    return (static_cast<std::size_t>(table.traces) >= enoughForDeviation ? "mean ± standard deviation"
                                                                         : "mean [least, greatest]")
        + seeds;
}

std::string seedTableText(const report::SeedTable& table, TableFormat format)
{
    const std::string metric(metric::nameOf(table.metric));
    TableCells head { "policy" };
    if (!table.rows.empty())
        for (const auto& cell : table.rows.front().cells) {
            head.push_back(metric + " at " + speedText(cell.speedup));
            head.emplace_back("headroom");
        }
    std::vector<TableCells> rows;
    for (const auto& row : table.rows) {
        TableCells cells { row.policy.text() };
        for (const auto& cell : row.cells) {
            cells.push_back(figureText(cell.quality, 1));
            cells.push_back(figureText(cell.headroom, 0));
        }
        rows.push_back(std::move(cells));
    }
    return formatted(head, rows, format);
}

nlohmann::ordered_json seedTableJson(const report::SeedTable& table, evidence::CostAxis axis)
{
    auto rows = Json::array();
    for (const auto& row : table.rows) {
        auto cells = Json::array();
        for (const auto& cell : row.cells)
            cells.push_back({ { "speedup", cell.speedup }, { "quality", figureJson(cell.quality) },
                { "headroom", figureJson(cell.headroom) } });
        rows.push_back({ { "policy", row.policy.text() }, { "cells", std::move(cells) } });
    }
    return { { "metric", metric::nameOf(table.metric) }, { "units", table.units }, { "seeds", table.traces },
        { "full", figureJson(table.full) }, { "cost", axis == evidence::CostAxis::Flops ? "flops" : "layers" },
        { "rows", std::move(rows) } };
}

} // namespace exitscope::cli
