#include "app/cli/runs_compare.h"

#include "app/cli/evidence_json.h"
#include "app/cli/exit_status.h"
#include "app/cli/run_output.h"
#include "app/cli/text_table.h"
#include "core/error.h"
#include "core/report/comparison_table.h"
#include "core/report/run_settings.h"
#include "core/report/stored_side.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <optional>

namespace exitscope::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Figures
{
    evidence::ComparisonOptions options;
    evidence::SideBySide sides;
};

/// Nothing when it was stopped.
std::optional<Figures> figuresOf(const RunsComparison& asked, std::span<const report::StoredSide> sides, const JobContext& job)
{
    evidence::ComparisonOptions options;
    options.bootstrap.draws = asked.draws;
    options.bootstrap.seed = asked.seed;
    options.qualities = asked.qualities;
    if (!asked.speedups.empty() || !asked.qualities.empty())
        options.speedups = asked.speedups;
    options.front.metric = report::metricNamed(*sides.front().evaluator, asked.metric);
    options.front.axis = asked.cost.empty() ? report::commonAxis(sides)
        : asked.cost == "flops"             ? evidence::CostAxis::Flops
                                            : evidence::CostAxis::Layers;
    std::vector<evidence::ComparedSide> compared;
    for (const auto& side : sides)
        compared.push_back(side.compared());
    auto found = evidence::sideBySide(compared, 0, options, job);
    if (!found)
        return std::nullopt;
    return Figures { options, std::move(*found) };
}

Json settingsJson(const std::vector<report::SettingRow>& rows)
{
    auto json = Json::array();
    for (const auto& row : rows)
        json.push_back({ { "key", row.key }, { "group", report::nameOf(row.group) }, { "values", row.values },
            { "differs", row.differs() } });
    return json;
}

Json sideJson(const evidence::SideFigure& side, bool isAtCost)
{
    Json json = figureJson(side.estimate);
    json["best"] = side.isBest;
    json["difference"] = side.toBaseline ? differenceJson(*side.toBaseline) : Json();
    if (isAtCost)
        json["point"] = chosenJson(side.point);
    if (side.test)
        json["mcnemar"] = testJson(*side.test);
    return json;
}

Json figuresJson(const Figures& figures)
{
    const auto& options = figures.options;
    Json json { { "cost", nameOf(options.front.axis) }, { "metric", metric::nameOf(options.front.metric) },
        { "draws", options.bootstrap.draws }, { "confidence", options.bootstrap.confidence },
        { "seed", options.bootstrap.seed }, { "baseline", figures.sides.baseline } };
    auto problems = Json::array();
    for (const auto& problem : figures.sides.problems)
        problems.push_back(problem.empty() ? Json() : Json(problem));
    json["not_comparable"] = std::move(problems);
    json["at_cost"] = Json::array();
    json["at_metric"] = Json::array();
    for (const auto& row : figures.sides.rows) {
        const bool isAtCost = row.kind == evidence::BudgetRow::Kind::AtCost;
        Json at { { isAtCost ? "speedup" : "metric", row.at } };
        at["runs"] = Json::array();
        for (const auto& side : row.sides)
            at["runs"].push_back(sideJson(side, isAtCost));
        json[isAtCost ? "at_cost" : "at_metric"].push_back(std::move(at));
    }
    return json;
}

std::string settingsText(const std::vector<report::SettingRow>& rows, std::span<const store::Run> runs)
{
    std::vector<TextTable::Column> columns { { "setting" } };
    for (const auto& run : runs)
        columns.push_back({ report::sideName(run.summary) });
    TextTable table(columns);
    for (const auto& row : rows) {
        std::vector<std::string> cells { row.key };
        for (const auto& value : row.values)
            cells.push_back(value.empty() ? "-" : value);
        table.addRow(std::move(cells));
    }
    return rows.empty() ? "The settings are the same.\n" : table.text();
}

std::string figuresText(const report::ComparisonTable& figures)
{
    std::vector<TextTable::Column> columns;
    for (const auto& heading : figures.headings)
        columns.push_back({ heading, columns.empty() ? Align::Left : Align::Right });
    TextTable table(columns);
    for (const auto& row : figures.rows) {
        std::vector<std::string> cells;
        for (const auto& cell : row)
            cells.push_back(cell.isBold ? "*" + cell.text : cell.text);
        table.addRow(std::move(cells));
    }
    return table.text();
}

/// For people the bold cells have a star; the formats for papers print the table alone.
void printFigures(const RunsComparison& asked, const Figures& figures, std::span<const std::string> names, Console& console)
{
    const auto table = report::comparisonTable(figures.sides, names, figures.options.front);
    const auto caption = report::comparisonCaption(figures.options);
    if (asked.format == "latex")
        console.print(report::comparisonText(table, caption, report::TableFormat::Latex));
    else if (asked.format == "markdown")
        console.print(report::comparisonText(table, caption, report::TableFormat::Markdown));
    else if (asked.format == "tsv")
        console.print(report::comparisonText(table, caption, report::TableFormat::Tsv));
    else
        console.print("\n" + figuresText(table) + "\n" + caption + " Bold is written *.\n");
}

} // namespace

void addRunsComparison(CLI::App* command, RunsComparison& comparison)
{
    command
        ->add_option("--compare", comparison.runs,
            "Lay two to six runs beside each other; the first is the baseline: what differs in their settings, the metric "
            "at equal cost and the cost at equal metric with paired tests")
        ->type_name("A B")
        ->expected(2, 6);
    command->add_option("--at-speedup", comparison.speedups, "Compare the metric at these speed-ups; 1.5 2 3 unless one is given")
        ->type_name("X");
    command->add_option("--at-metric", comparison.qualities, "Compare the cost at these values of the metric")->type_name("Y");
    command->add_option("--metric", comparison.metric, "What is compared; the task's first metric");
    command->add_option("--cost", comparison.cost, "What costs are counted in; FLOPs where all traces know them")
        ->check(CLI::IsMember({ "layers", "flops" }));
    command->add_option("--format", comparison.format, "Of the comparison: text, or the table for a paper alone")
        ->check(CLI::IsMember({ "text", "markdown", "latex", "tsv" }))
        ->capture_default_str();
    command->add_flag("--all-settings", comparison.allSettings, "Show the settings that do not differ as well");
    command->add_option("--draws", comparison.draws, "Bootstrap draws of the examples")->capture_default_str();
    command->add_option("--seed", comparison.seed, "Of the draws")->capture_default_str();
}

int compareRuns(const RunsComparison& asked, Console& console)
{
    const store::RunStore store(asked.store, store::OpenMode::MustExist);
    std::vector<store::RunId> ids;
    std::vector<store::Run> runs;
    std::vector<std::string> names;
    for (const auto id : asked.runs) {
        ids.push_back(store::RunId { id });
        runs.push_back(store.run(ids.back()));
        names.push_back(report::sideName(runs.back().summary));
    }
    auto settings = report::settingsOf(runs);
    if (!asked.allSettings)
        std::erase_if(settings, [](const auto& row) { return !row.differs(); });

    std::vector<report::StoredSide> sides;
    std::string problem;
    try {
        sides = report::openSides(store, ids);
    } catch (const InputError& error) {
        problem = error.what(); // the settings can be compared all the same
    }
    std::optional<Figures> figures;
    if (problem.empty()) {
        figures = figuresOf(asked, sides, console.job());
        if (!figures) {
            console.note("stopped");
            return Cancelled;
        }
    }
    console.endJob();
    if (console.isJson()) {
        Json json { { "runs", Json::array() }, { "settings", settingsJson(settings) } };
        for (const auto& run : runs)
            json["runs"].push_back(summaryJson(run.summary));
        json["figures"] = figures ? figuresJson(*figures) : Json();
        if (!figures)
            json["problem"] = problem;
        console.printJson(json);
        return Done;
    }
    if (asked.format == "text")
        console.print(settingsText(settings, runs));
    if (figures) {
        for (std::size_t i = 0; i < names.size(); ++i)
            if (!figures->sides.problems[i].empty())
                console.note(names[i] + " is not tested against the baseline: " + figures->sides.problems[i]);
        printFigures(asked, *figures, names, console);
        return Done;
    }
    if (asked.format != "text")
        throw InputError(problem);
    console.note("no figures at equal cost: " + problem);
    return Done;
}

} // namespace exitscope::cli
