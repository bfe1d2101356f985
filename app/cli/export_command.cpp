#include "app/cli/command.h"
#include "app/cli/exit_status.h"
#include "app/cli/figure_options.h"
#include "core/error.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>
#include <stdexcept>

namespace exitscope::cli {

namespace {

void requireOneSource(const app::FigureRequest& request)
{
    const int sources = (request.store.empty() ? 0 : 1) + (request.trace.empty() ? 0 : 1) + (request.figure.empty() ? 0 : 1);
    if (sources != 1)
        throw InputError(std::string(sources == 0 ? "there is nothing to draw" : "a figure is drawn from one thing"),
            "give either --store with --run or --calibration, or --trace, or --figure");
    if (request.calibration && (request.store.empty() || !request.runs.empty()))
        throw InputError(std::string("--calibration names one of a store"), "give --store, and leave --run out");
    if (!request.store.empty() && request.runs.empty() && !request.calibration)
        throw InputError(std::string("no run is named"), "give --run; exitscope runs list shows what there is");
    if (request.figure.empty() && request.plot.empty())
        throw InputError(std::string("no plot is named"), 
            "give --plot tradeoff, latency, compare, layers, exits, reliability, ece, overthinking, tokens, perplexity, agreement, "
            "calibration or all");
    if (!request.figure.empty() && !request.plot.empty())
        throw InputError(std::string("--figure draws the plot that the figure remembers"), "leave --plot out");
}

app::FigureRequest requestOf(const FigureOptions& options)
{
    requireOneSource(options.request);
    return completed(options);
}

int exportFigure(const FigureOptions& options, const Gui& gui, Console& console)
{
    if (!gui.exportFigure)
        throw std::runtime_error("export needs the GUI build (Qt draws the figures); this one was built with "
                                 "-DEXITSCOPE_GUI=OFF");
    const auto files = gui.exportFigure(requestOf(options));
    if (!console.isJson()) {
        for (const auto& file : files)
            console.print(file.string() + "\n");
        return Done;
    }
    auto names = nlohmann::ordered_json::array();
    for (const auto& file : files)
        names.push_back(file.string());
    console.printJson({ { "files", std::move(names) } });
    return Done;
}

void addSources(CLI::App* command, app::FigureRequest& request)
{
    command->add_option("--store", request.store, "The run store")->type_name("RUNS.db");
    command->add_option("--run", request.runs, "One run or several")
        ->type_name("N[,M...]")
        ->delimiter(',')
        ->allow_extra_args(false);
    command->add_option("--calibration", request.calibration,
        "A calibration of the store, instead of runs: its number in exitscope calibrate --list")->type_name("N");
    command->add_option("--trace", request.trace,
        "Layers, exits, reliability, ece, overthinking, tokens, perplexity and agreement: the trace, instead of runs")->type_name("X.trace");
    command->add_option("--figure", request.figure,
        "Draw an exported figure (PDF, SVG, PNG, .figure) again from what it remembers, in another size or format")
        ->type_name("FILE");
    command->add_option("--plot", request.plot,
        "tradeoff, latency (measured against promised speed-up), compare, layers, exits, reliability, ece, overthinking, tokens, "
        "of a language model's trace perplexity and agreement, or calibration; all: a folder with every plot of the runs, their CSV and a Makefile")
        ->type_name("NAME");
    command->add_option("--out", request.output, "The file (for all: the folder) to write")
        ->type_name("FILE")
        ->required();
    command->add_option("--format", request.format, "pdf, svg, png, csv or tex; the file's extension by default");
}

void addContents(CLI::App* command, FigureOptions& options)
{
    auto& request = options.request;
    auto& tradeoff = request.tradeoff;
    const std::string group = "Contents";
    command->add_option("--x", tradeoff.xAxis, "Trade-off, latency and compare: speedup or flops; trade-off: mean-exit, time (as execute measured it), or mflops (of an input; for models of different sizes)")
        ->capture_default_str()->check(CLI::IsMember({ "speedup", "flops", "mean-exit", "time", "mflops" }))->type_name("COST")->group(group);
    command->add_flag("--log", tradeoff.isLogarithmic, "Trade-off: logarithmic cost axis")->group(group);
    command->add_option("--curve", tradeoff.curve, "Trade-off: frontier, or all outcomes of a sweep")
        ->capture_default_str()->type_name("frontier|all")->group(group);
    command->add_option("--references", tradeoff.references, "Trade-off: some of full, fixed, oracle, agree; or none")
        ->type_name("NAME[,NAME...]")->delimiter(',')->allow_extra_args(false)->capture_default_str()->group(group);
    command->add_flag("--bands", tradeoff.hasBands,
        "Where values lie in 95 % of 1,000 bootstrap draws: of a trade-off its frontiers, found anew in each draw, and points; of a "
        "trace its layers and ece")->group(group);
    command->add_option("--at-speedup", request.speedups, "Compare: a line at each of these speed-ups")
        ->type_name("S[,S...]")->delimiter(',')->allow_extra_args(false)
        ->check(CLI::PositiveNumber)->group(group);
    command->add_option("--group", tradeoff.group,
        "Trade-off: seeds draws runs that differ only in their model's seed as their mean with its spread")
        ->check(CLI::IsMember({ "seeds" }))->group(group);
    command->add_option("--metric,--y", request.metric, "The metric to plot; the task's first by default")->group(group);
    command->add_option("--layer", request.layer, "Reliability: of the exit after this layer; by default the last, of a trace where units leave")
        ->type_name("LAYER")->group(group);
    command->add_option("--point", request.point,
            "Layers, exits, overthinking: a point of the run, counted from 0; by default the fastest within one per cent "
            "of the full model")->type_name("K")->group(group);
    command->add_option("--at", request.at,
            "The operating point: units of a trace leave there, and the window goes there when the figure is opened in it")
        ->type_name("SPEC")->group(group);
    command->add_option("--beside", request.beside, "Exits of a trace: a second operating point, as an outline")
        ->type_name("SPEC")->group(group);
    command->add_option("--units", request.tokens.units, "Tokens: these sentences, counted from 0, in this order")
        ->type_name("N[,M...]")->delimiter(',')->allow_extra_args(false)->group(group);
    command->add_option("--examples", request.tokens.examples,
            "Tokens of a trace of tokens: these examples, counted from 0, in this order")
        ->type_name("N[,M...]")->delimiter(',')->allow_extra_args(false)->group(group);
    command->add_option("--order", request.tokens.order,
            "Tokens: dataset, hardest, easiest, wrong, disagreements or longest")
        ->capture_default_str()->type_name("ORDER")->group(group);
    command->add_option("--rows", request.tokens.rows, "Tokens: how many, in that order")
        ->capture_default_str()->check(CLI::Range(1, 60))->group(group);
}

} // namespace

void addExport(CommandLine& line)
{
    auto* command = addCommand(line, "export", "Write a figure: PDF, SVG, PNG, CSV or TeX");
    const auto options = std::make_shared<FigureOptions>();
    addSources(command, options->request);
    addLook(*command, *options);
    addContents(command, *options);
    addRanges(*command, *options);
    command->callback([&line, options] {
        line.action
            = [options, &gui = line.gui](Console& console) { return exportFigure(*options, gui, console); };
    });
}

} // namespace exitscope::cli
