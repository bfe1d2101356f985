#include "app/cli/runs_table.h"

#include "app/cli/exit_status.h"
#include "app/cli/point_output.h"
#include "app/cli/seed_figure_output.h"
#include "app/cli/table_formats.h"
#include "core/error.h"
#include "core/report/budget_table.h"
#include "core/report/runs_table.h"
#include "core/store/run_store.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <optional>

namespace exitscope::cli {

namespace {

using Json = nlohmann::ordered_json;
using report::RunsRow;
using report::SeedFigure;
using store::RunId;

/// Seeds are of one dataset: runs of one name over two are told apart by nothing in the table.
void requireOneDataset(const std::vector<store::RunSummary>& runs)
{
    std::map<std::string, const store::RunSummary*> named;
    for (const auto& run : runs) {
        const auto [first, isNew] = named.try_emplace(run.name, &run);
        if (!isNew && first->second->dataset != run.dataset)
            throw InputError("the runs called \"" + run.name + "\" are over different datasets, "
                    + first->second->dataset + " and " + run.dataset,
                "name the runs of one table with --run, or give them other names with exitscope runs rename");
    }
}

std::vector<store::RunSummary> chosenRuns(const store::RunStore& store, const RunsTable& asked)
{
    auto all = store.listRuns(store::Bin::Without);
    std::ranges::reverse(all); // newest first
    if (asked.runs.empty())
        return all;
    std::vector<store::RunSummary> chosen;
    for (const auto id : asked.runs) {
        const auto run = std::ranges::find(all, RunId { id }, &store::RunSummary::id);
        if (run == all.end())
            throw InputError("there is no run " + std::to_string(id) + " in " + store.path().string(),
                "exitscope runs list shows the runs");
        if (std::ranges::find(chosen, RunId { id }, &store::RunSummary::id) == chosen.end())
            chosen.push_back(*run);
    }
    return chosen;
}

struct Column
{
    std::string heading, key;
    int decimals;
    double scale;
    std::function<SeedFigure(const RunsRow&)> figure;
};

SeedFigure metricOf(const RunsRow& row, const std::string& name)
{
    const auto found = std::ranges::find(row.metrics, name, &std::pair<std::string, SeedFigure>::first);
    return found == row.metrics.end() ? report::seedFigure({}) : found->second;
}

/// Those that a row has something in.
std::vector<Column> columnsOf(const std::vector<RunsRow>& rows)
{
    std::vector<Column> columns;
    for (const auto& row : rows)
        for (const auto& [name, unused] : row.metrics)
            if (std::ranges::find(columns, name, &Column::key) == columns.end())
                columns.push_back({ name, name, 1, 100, [name = name](const RunsRow& of) { return metricOf(of, name); } });
    columns.push_back({ "mean exit", "mean_exit", 2, 1, [](const RunsRow& row) { return row.meanExit; } });
    columns.push_back({ "by layers", "layer_speedup", 2, 1, [](const RunsRow& row) { return row.layerSpeedup; } });
    columns.push_back(
        { "by token layers", "token_layer_speedup", 2, 1, [](const RunsRow& row) { return row.tokenSpeedup; } });
    columns.push_back({ "by FLOPs", "flops_speedup", 2, 1, [](const RunsRow& row) { return row.flopsSpeedup; } });
    columns.push_back({ "packed", "measured_speedup", 2, 1, [](const RunsRow& row) { return row.packed; } });
    columns.push_back({ "batch 1", "batch1_speedup", 2, 1, [](const RunsRow& row) { return row.batch1; } });
    std::erase_if(columns, [&](const Column& column) {
        return std::ranges::all_of(rows, [&](const RunsRow& row) { return std::isnan(column.figure(row).mean); });
    });
    return columns;
}

/// The name, and the policy where the name's runs have several points.
std::string labelOf(const RunsRow& row, const std::vector<RunsRow>& rows)
{
    const bool isAlone = std::ranges::count(rows, row.name, &RunsRow::name) == 1;
    return isAlone && !row.name.empty() ? row.name : row.name + (row.name.empty() ? "" : " ") + row.spec.text();
}

std::string tableText(const std::vector<RunsRow>& rows, TableFormat format)
{
    const auto columns = columnsOf(rows);
    TableCells head { "run", "seeds" };
    for (const auto& column : columns)
        head.push_back(column.heading);
    std::vector<TableCells> lines;
    for (const auto& row : rows) {
        TableCells cells { labelOf(row, rows), std::to_string(row.meanExit.values.size()) };
        for (const auto& column : columns)
            cells.push_back(figureText(column.figure(row), column.decimals, column.scale));
        lines.push_back(std::move(cells));
    }
    return formatted(head, lines, format);
}

Json tableJson(const std::vector<RunsRow>& rows)
{
    const auto columns = columnsOf(rows);
    auto array = Json::array();
    for (const auto& row : rows) {
        Json json { { "name", row.name }, { "policy", row.spec.text() }, { "seeds", row.meanExit.values.size() } };
        for (const auto& column : columns)
            json[column.key] = figureJson(column.figure(row));
        array.push_back(std::move(json));
    }
    return { { "rows", std::move(array) } };
}

constexpr double millions = 1e-6;

std::string budgetText(const report::BudgetTable& table, TableFormat format)
{
    TableCells head { "run", "seeds", "MFLOPs", table.metric + ", last exit", "mean of exits" };
    for (const double budget : table.budgets)
        head.push_back("within " + figureText(report::seedFigure({ budget }), 1, millions));
    std::vector<TableCells> lines;
    for (const auto& row : table.rows) {
        TableCells cells { row.name, std::to_string(row.last.values.size()), figureText(row.fullFlops, 2, millions),
            figureText(row.last, 1, 100), figureText(row.meanOfExits, 1, 100) };
        for (const auto& figure : row.within)
            cells.push_back(figureText(figure, 1, 100));
        lines.push_back(std::move(cells));
    }
    return formatted(head, lines, format);
}

Json budgetJson(const report::BudgetTable& table)
{
    auto rows = Json::array();
    for (const auto& row : table.rows) {
        auto within = Json::array();
        for (const auto& figure : row.within)
            within.push_back(figureJson(figure));
        rows.push_back({ { "name", row.name }, { "seeds", row.last.values.size() }, { "full_flops", figureJson(row.fullFlops) },
            { "last", figureJson(row.last) }, { "mean_of_exits", figureJson(row.meanOfExits) }, { "within", std::move(within) } });
    }
    return { { "metric", table.metric }, { "budgets", table.budgets }, { "rows", std::move(rows) } };
}

int printBudgets(const std::vector<report::TabledRun>& runs, const RunsTable& asked, Console& console)
{
    std::vector<double> budgets;
    for (const double budget : asked.budgets)
        budgets.push_back(budget / millions);
    const auto table = report::budgetTable(runs, std::move(budgets), asked.metric);
    if (console.isJson())
        console.printJson(budgetJson(table));
    else
        console.print(budgetText(table, tableFormatNamed(asked.format)));
    return Done;
}

} // namespace

void addRunsTable(CLI::App* command, RunsTable& table)
{
    command->add_option("--run", table.runs, "These runs alone, in this order; all, oldest first, without it")
        ->type_name("N")
        ->delimiter(',');
    command->add_option("--within", table.budgets,
               "Models side by side: the best that each run's points reach for so many million FLOPs of an input")
        ->type_name("MFLOPS")
        ->delimiter(',');
    command->add_option("--metric", table.metric, "With --within: accuracy, f1, mcc, …; the task's first one");
    command->add_option("--format", table.format, "How it is printed")
        ->check(CLI::IsMember({ "text", "markdown", "latex", "tsv" }))
        ->capture_default_str();
    command->footer("Runs of one name count as seeds of one model: mean ± standard deviation of three or more, mean [least, "
                    "greatest] of two.");
}

int tableRuns(const RunsTable& asked, Console& console)
{
    const store::RunStore store(asked.store, store::OpenMode::MustExist);
    const auto runs = chosenRuns(store, asked);
    requireOneDataset(runs);
    std::vector<report::TabledRun> tabled;
    for (const auto& run : runs) {
        tabled.push_back({ run.name, pointsOf(store, run.id) });
        if (run.state != store::RunState::Finished)
            console.note("run " + std::to_string(static_cast<std::int64_t>(run.id)) + " is "
                + std::string(store::nameOf(run.state)) + ": what it has so far");
    }
    if (!asked.budgets.empty())
        return printBudgets(tabled, asked, console);
    const auto rows = report::runsTable(tabled);
    if (console.isJson())
        console.printJson(tableJson(rows));
    else if (rows.empty())
        console.note("there are no points yet");
    else
        console.print(tableText(rows, tableFormatNamed(asked.format)));
    return Done;
}

} // namespace exitscope::cli
