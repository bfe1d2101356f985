#include "app/cli/command.h"
#include "app/cli/exit_status.h"
#include "app/cli/opened_traces.h"
#include "app/cli/seed_table_output.h"
#include "app/cli/table_generations.h"
#include "app/cli/table_output.h"
#include "app/cli/text_table.h"
#include "core/error.h"
#include "core/io/atomic_file.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>
#include <set>

namespace exitscope::cli {

namespace {

struct TableRequest
{
    std::vector<std::filesystem::path> traces;
    std::string group;
    std::vector<std::string> policies;
    std::vector<std::filesystem::path> measured;
    std::filesystem::path points;
    std::vector<double> speedups;
    std::string cost = "layers";
    std::string format = "text";
    report::TableOptions table;
    GenerationsTableOptions generations;
};

/// The operating points of the cells, one a line and each once: what there is to execute.
void writePoints(const report::PolicyTable& table, const std::filesystem::path& file)
{
    std::set<std::string> specs;
    for (const auto& row : table.rows)
        for (const auto& cell : row.cells)
            if (cell.spec)
                specs.insert(cell.spec->text());
    std::string text;
    for (const auto& spec : specs)
        text += spec + "\n";
    io::writeFileAtomically(file, text);
}

report::TableOptions tableOptions(const TableRequest& request)
{
    auto options = request.table;
    if (!request.speedups.empty())
        options.speedups = request.speedups;
    options.axis = request.cost == "flops" ? evidence::CostAxis::Flops : evidence::CostAxis::Layers;
    return options;
}

std::vector<policy::PolicyRange> policiesOf(const TableRequest& request)
{
    std::vector<policy::PolicyRange> policies;
    for (const auto& text : request.policies) {
        policies.push_back(policy::parseRange(text));
        requireForTraces(policies.back(), request.group.empty() ? request.traces.size() : 1);
    }
    return policies;
}

int stopped(Console& console)
{
    console.note("stopped");
    return Cancelled;
}

int runSeedTable(const TableRequest& request, Console& console)
{
    if (!request.measured.empty() || !request.points.empty())
        throw InputError(std::string(request.points.empty() ? "--measured" : "--points") + " belongs to one trace",
            "leave it out, or make a table of one trace");
    std::vector<std::shared_ptr<const trace::Trace>> traces;
    for (const auto& path : request.traces)
        traces.push_back(trace::Trace::open(path));
    const auto options = tableOptions(request);
    const auto table
        = report::seedTable(traces, policiesOf(request), options.speedups, options.axis, console.job());
    console.endJob();
    if (!table)
        return stopped(console);
    if (console.isJson()) {
        console.printJson(seedTableJson(*table, options.axis));
        return Done;
    }
    console.print(seedTableText(*table, tableFormatNamed(request.format)));
    console.note(spreadText(*table) + " over the same " + std::to_string(table->units) + " units, in percent; the full model "
        + decimal(100 * table->full.mean, 1));
    return Done;
}

int runTable(const TableRequest& request, Console& console)
{
    if (!request.generations.generations.empty()) {
        if (!request.traces.empty() || !request.policies.empty())
            throw InputError(std::string("--trace and --policy belong to a table of traces"), "leave them out, or --generations");
        return tableOfGenerations(request.generations, request.table.bootstrap.seed, tableFormatNamed(request.format), console);
    }
    if (request.traces.empty() || request.policies.empty())
        throw InputError(request.traces.empty() ? std::string("--trace is required") : std::string("--policy is required"),
            "a table is made of a trace and policies, or of --generations");
    if (!request.group.empty())
        return runSeedTable(request, console);
    requireFolderOf(request.points);
    const auto speeds = report::readMeasuredSpeeds(request.measured);
    const auto options = tableOptions(request);
    const auto opened = openTraces(request.traces);
    noteWhatIf(*opened.trace, console);
    const auto table
        = report::policyTable(opened.trace, policiesOf(request), options, console.job());
    console.endJob();
    if (!table)
        return stopped(console);
    if (!request.points.empty())
        writePoints(*table, request.points);
    if (console.isJson()) {
        console.printJson(tableJson(*table, options, speeds));
        return Done;
    }
    console.print(tableText(*table, options, speeds, tableFormatNamed(request.format)));
    console.note(std::to_string(table->units) + " units; " + std::string(metric::nameOf(table->metric))
        + " in percent, the full model " + decimal(100 * table->full, 1) + "; "
        + decimal(100 * options.bootstrap.confidence, 0) + " % bootstrap intervals of "
        + std::to_string(options.bootstrap.draws) + " draws");
    return Done;
}

} // namespace

void addTable(CommandLine& line)
{
    auto* command = addCommand(line, "table",
        "Policies by rows, speed-ups by columns: the metric with its interval, the share of the oracle's headroom "
        "that is taken, and what was measured");
    const auto request = std::make_shared<TableRequest>();
    command
        ->add_option("--trace", request->traces,
            "The trace; for a cascade given again for each further model, in the order in which they run; with --group "
            "seeds once for every seed")
        ->allow_extra_args(false)
        ->type_name("X.trace");
    command->add_option("--group", request->group, "seeds: the traces are of one model trained with several seeds")
        ->check(CLI::IsMember({ "seeds" }));
    command->add_option("--policy", request->policies, "A row: policies as `sweep` takes them")
        ->type_name("SPEC");
    command->add_option("--speedup", request->speedups, "Columns; 1.5 2 3 unless one is given")->type_name("X");
    command->add_option("--cost", request->cost, "What speed-ups are counted in")
        ->check(CLI::IsMember({ "layers", "flops" }))
        ->capture_default_str();
    command
        ->add_option("--measured", request->measured,
            "What execute --json wrote, for the wall-time columns")
        ->type_name("FILE.json");
    command
        ->add_option("--points", request->points,
            "Write the operating points of the cells, one SPEC a line: what to execute for --measured")
        ->type_name("FILE");
    command->add_option("--format", request->format, "How it is printed")
        ->check(CLI::IsMember({ "text", "markdown", "latex", "csv", "tsv" }))
        ->capture_default_str();
    command->add_option("--draws", request->table.bootstrap.draws, "Bootstrap draws")->capture_default_str();
    command->add_option("--confidence", request->table.bootstrap.confidence, "Of the intervals")->capture_default_str();
    command->add_option("--seed", request->table.bootstrap.seed, "Of the draws, and of the splits")->capture_default_str();
    addGenerationsTable(*command, request->generations);
    command->footer(
        "Headroom: (metric - fixed exits) / (oracle - fixed exits), all at that speed-up. Wall time: speed-up by layers,\n"
        "packed, and one example at a time, of the operating point that the cell would run.");
    command->callback([&line, request] {
        line.action = [request](Console& console) { return runTable(*request, console); };
    });
}

} // namespace exitscope::cli
