#include "app/plots/export_figure.h"

#include "app/analysis/generator_facts.h"
#include "app/plots/figure_output.h"
#include "app/plots/figure_set.h"
#include "app/plots/generation_figure.h"
#include "core/error.h"

#include <QApplication>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <system_error>

namespace exitscope::app {

namespace {

/// Standard error is ours: Qt's remarks on the machine (no session, no runtime folder) are no concern of a
/// script's.
void onlyFailures(QtMsgType type, const QMessageLogContext&, const QString& text)
{
    if (type == QtCriticalMsg || type == QtFatalMsg)
        std::fprintf(stderr, "%s\n", qPrintable(text));
}

/// Every plot of the runs that they have the data for.
std::vector<std::filesystem::path> exportSet(const FigureRequest& request)
{
    if (request.store.empty())
        throw InputError(std::string("--plot all draws stored runs"), "give --store and --run");
    const store::RunStore store(request.store, store::OpenMode::MustExist);
    const auto runs = runsOf(store, request);
    std::vector<SetFigure> figures;
    for (const char* plot : { "tradeoff", "layers", "exits" }) {
        FigureRequest one = request;
        one.plot = plot;
        const bool hasTraces
            = std::all_of(runs.begin(), runs.end(), [](const auto& run) { return run.trace != nullptr; });
        if (one.plot == "layers" && !hasTraces)
            continue; // there is nothing to draw it from
        Figure figure = figureOfRuns(one, runs);
        figures.push_back({ plot, std::move(figure), std::move(one) });
    }
    const auto files = figureSet(request.output, figures, request.look, request.format.empty() ? "pdf" : request.format);
    std::error_code failure;
    std::filesystem::create_directories(request.output, failure);
    if (failure)
        throw IoError(request.output.string() + ": the folder cannot be made: " + failure.message());
    return saveFiles(files);
}

/// With Qt, as long as `save` takes. The same platform with and without a display, so that both give the same bytes.
std::vector<std::filesystem::path> withQt(const std::function<std::vector<std::filesystem::path>()>& save)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    qInstallMessageHandler(onlyFailures);
    int argc = 1;
    char name[] = "exitscope";
    char* argv[] = { name, nullptr };
    const QApplication application(argc, argv);
    QLocale::setDefault(QLocale::c());
    return save();
}

widgets::FigureFormat formatOf(const FigureRequest& request)
{
    const auto format = widgets::figureFormat(QString::fromStdString(request.format));
    if (!format)
        throw InputError("there is no figure format \"" + request.format + "\"", "use pdf, svg, png, csv or tex");
    return *format;
}

} // namespace

std::vector<std::filesystem::path> exportFigure(const FigureRequest& request)
{
    if (request.plot == "all")
        return withQt([&] { return exportSet(request); });
    const auto format = formatOf(request);
    return withQt([&] { return saveFiles(figureBytes(figureOf(request), request.look, format, request.output)); });
}

std::vector<std::filesystem::path> exportGeneration(
    const FigureRequest& request, const engine::GenerateRequest& asked, const engine::GenerateReport& report)
{
    const auto format = formatOf(request);
    const WrittenFigure written { asked, report.model, report.exitLayer, generatorFacts(asked.model).hasEncoder, report.run.texts };
    return withQt(
        [&] { return saveFiles(figureBytes(figureOfGeneration(request, written), request.look, format, request.output)); });
}

} // namespace exitscope::app
