#include "app/cli/command.h"
#include "app/cli/exit_status.h"
#include "app/cli/length.h"
#include "app/plots/figure_request.h"
#include "core/error.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>
#include <stdexcept>

namespace exitscope::cli {

namespace {

struct ExportOptions
{
    app::FigureRequest request;
    std::string width, height;
};

void complete(app::FigureRequest& request, const ExportOptions& options)
{
    if (!options.width.empty())
        request.widthPt = pointsOfLength(options.width);
    if (!options.height.empty())
        request.heightPt = pointsOfLength(options.height);
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

} // namespace

void addExport(CommandLine& line)
{
    auto* command = addCommand(line, "export", "Write a figure of stored runs: PDF, SVG, PNG, CSV or TeX");
    const auto options = std::make_shared<ExportOptions>();
    auto& request = options->request;
    command->add_option("--store", request.store, "The run store")->type_name("RUNS.db")->required();
    command->add_option("--run", request.runs, "One run or several")
        ->type_name("N[,M...]")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->required();
    command->add_option("--plot", request.plot, "tradeoff, layers, exits, reliability, ece or overthinking")->type_name("NAME")->required();
    command->add_option("--out", request.output, "The file to write")->type_name("FILE")->required();
    command->add_option(
        "--format", request.format, "pdf, svg, png, csv or tex; the file's extension by default");
    command->add_option("--preset", request.preset,
        "Sizes and fonts: one-column, two-columns, acl, acl-wide, cvpr, cvpr-wide, slide");
    command->add_option("--width", options->width, "Width of the figure, in in, cm, mm or pt")
        ->type_name("3.25in");
    command->add_option("--height", options->height, "Height; by default the preset's shape")
        ->type_name("2in");
    command->add_option("--dpi", request.dpi, "PNG: dots per inch")
        ->capture_default_str()
        ->check(CLI::Range(30.0, 2400.0));
    command->add_option("--x", request.xAxis, "Trade-off: speedup, flops, mean-exit, or time (as execute measured it)")
        ->capture_default_str()
        ->check(CLI::IsMember({ "speedup", "flops", "mean-exit", "time" }))
        ->type_name("COST");
    command->add_flag("--log", request.isLogarithmic, "Trade-off: logarithmic cost axis");
    command->add_option("--metric,--y", request.metric, "The metric to plot; the task's first by default");
    command->add_option("--layer", request.layer, "Reliability: of the exit after this layer; the last by default")
        ->type_name("LAYER");
    command
        ->add_option("--point", request.point,
            "Layers, exits, overthinking: a point of the run, counted from 0; by default the fastest within one per cent "
            "of the full model")
        ->type_name("K");
    command->callback([&line, options] {
        line.action
            = [options, &gui = line.gui](Console& console) { return exportFigure(*options, gui, console); };
    });
}

} // namespace exitscope::cli
