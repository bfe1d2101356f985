#include "app/cli/command.h"
#include "app/cli/exit_status.h"
#include "app/plots/figure_request.h"
#include "core/error.h"
#include "core/figure/length.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <charconv>
#include <cmath>
#include <memory>
#include <stdexcept>

namespace exitscope::cli {

namespace {

struct ExportOptions
{
    app::FigureRequest request;
    std::string width, height, xRange, yRange;
};

/// "low:high", ascending.
std::pair<double, double> rangeOf(const std::string& text)
{
    std::pair<double, double> range;
    const char* end = text.data() + text.size();
    const auto low = std::from_chars(text.data(), end, range.first);
    const bool isParted = low.ec == std::errc() && low.ptr != end && *low.ptr == ':';
    const auto high = isParted ? std::from_chars(low.ptr + 1, end, range.second) : low;
    if (!isParted || high.ec != std::errc() || high.ptr != end || !std::isfinite(range.first)
        || !std::isfinite(range.second) || range.first >= range.second)
        throw InputError("\"" + text + "\" is not a range", "write LOW:HIGH, as in 1:4 or 0.85:0.92");
    return range;
}

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

void complete(app::FigureRequest& request, const ExportOptions& options)
{
    requireOneSource(request);
    if (!options.width.empty())
        request.look.widthPt = figure::pointsOfLength(options.width);
    if (!options.height.empty())
        request.look.heightPt = figure::pointsOfLength(options.height);
    if (!options.xRange.empty())
        request.xRange = rangeOf(options.xRange);
    if (!options.yRange.empty())
        request.yRange = rangeOf(options.yRange);
    if (request.plot == "all")
        return;
    if (request.format.empty() && request.output.has_extension())
        request.format = request.output.extension().string().substr(1);
    if (request.format.empty())
        throw InputError(
            std::string("the figure's format is not given"), "pass --format pdf, svg, png, csv or tex");
    requireFolderOf(request.output);
}

int exportFigure(const ExportOptions& options, const Gui& gui, Console& console)
{
    if (!gui.exportFigure)
        throw std::runtime_error("export needs the GUI build (Qt draws the figures); this one was built with "
                                 "-DEXITSCOPE_GUI=OFF");
    app::FigureRequest request = options.request;
    complete(request, options);
    const auto files = gui.exportFigure(request);
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

void addLook(CLI::App* command, ExportOptions& options)
{
    auto& look = options.request.look;
    const std::string group = "Look";
    command->add_option("--preset", look.preset,
        "Sizes and fonts: one-column, two-columns, acl, acl-wide, cvpr, cvpr-wide, slide")->group(group);
    command->add_option("--width", options.width, "Width of the figure, in in, cm, mm or pt; whole points are drawn")
        ->type_name("3.25in")->group(group);
    command->add_option("--height", options.height, "Height; by default the preset's shape")
        ->type_name("2in")->group(group);
    command->add_option("--font", look.font, "An installed font family")->type_name("FAMILY")->group(group);
    command->add_option("--font-size", look.fontPt, "Text in points, 6 or more; tick labels keep their ratio to it")
        ->type_name("PT")->group(group);
    command->add_option("--line-width", look.linePt, "Curves, in points")->type_name("PT")->group(group);
    command->add_option("--marker-size", look.markerPt, "Markers, in points")->type_name("PT")->group(group);
    command->add_option("--language", look.language, "Of the words: en (the default), zh_CN or vi")
        ->check(CLI::IsMember({ "en", "zh_CN", "vi" }))->type_name("CODE")->group(group);
    command->add_option("--legend", look.legend,
        "best, top-left, top-right, bottom-left, bottom-right, right, above or none")->type_name("PLACE")->group(group);
    command->add_option("--palette", look.palette, "Of series: okabe-ito, tol-bright, or ink (black alone)")
        ->type_name("NAME")->group(group);
    command->add_option("--depth-map", look.depth, "Of exits and heat maps: viridis or cividis")
        ->type_name("NAME")->group(group);
    command->add_flag("--grey", look.isGrey, "As a printer without colour will show it")->group(group);
    command->add_flag("--outlines", look.isOutlined, "SVG: letters as outlines, where the font may be missing")->group(group);
    command->add_option("--dpi", look.dpi, "PNG: dots per inch")
        ->capture_default_str()
        ->check(CLI::Range(30.0, 2400.0))->group(group);
}

void addContents(CLI::App* command, ExportOptions& options)
{
    auto& request = options.request;
    auto& tradeoff = request.tradeoff;
    const std::string group = "Contents";
    command->add_option("--x", tradeoff.xAxis, "Trade-off, latency and compare: speedup or flops; trade-off: mean-exit, or time (as execute measured it)")
        ->capture_default_str()->check(CLI::IsMember({ "speedup", "flops", "mean-exit", "time" }))->type_name("COST")->group(group);
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
    command->add_option("--x-range", options.xRange, "What the horizontal axis shows")->type_name("LOW:HIGH")->group(group);
    command->add_option("--y-range", options.yRange, "What the vertical axis shows")->type_name("LOW:HIGH")->group(group);
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
    const auto options = std::make_shared<ExportOptions>();
    addSources(command, options->request);
    addLook(command, *options);
    addContents(command, *options);
    command->callback([&line, options] {
        line.action
            = [options, &gui = line.gui](Console& console) { return exportFigure(*options, gui, console); };
    });
}

} // namespace exitscope::cli
