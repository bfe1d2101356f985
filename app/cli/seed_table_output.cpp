#include "app/cli/seed_table_output.h"

#include "app/cli/seed_figure_output.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace exitscope::cli {

namespace {

using Json = nlohmann::ordered_json;

/// One decimal is what three seeds tell apart; shares of the headroom have none.
std::string percentText(const report::SeedFigure& figure, int decimals) { return figureText(figure, decimals, 100); }

} // namespace

std::string spreadText(const report::SeedTable& table)
{
    const std::string seeds = " of " + std::to_string(table.traces) + " seeds";
    return spreadName(static_cast<std::size_t>(table.traces)) + seeds;
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
            cells.push_back(percentText(cell.quality, 1));
            cells.push_back(percentText(cell.headroom, 0));
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
