#include "app/plots/export_figure.h"

#include "app/plots/exits_plot.h"
#include "app/plots/figure_recipe.h"
#include "app/plots/layers_plot.h"
#include "app/plots/overthinking_plot.h"
#include "app/plots/reliability_plot.h"
#include "app/plots/tradeoff_plot.h"
#include "core/error.h"
#include "core/io/atomic_file.h"
#include "widgets/plot/figure_writer.h"

#include <nlohmann/json.hpp>

#include <QApplication>
#include <QBuffer>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace exitscope::app {

namespace {

using Json = nlohmann::ordered_json;

struct Figure
{
    widgets::PlotModel model;
    QByteArray recipe;
};

CostAxis costAxis(const std::string& name)
{
    if (name == "speedup")
        return CostAxis::LayerSpeedup;
    if (name == "flops")
        return CostAxis::FlopsRatio;
    if (name == "mean-exit")
        return CostAxis::MeanExit;
    if (name == "time")
        return CostAxis::MeasuredTime;
    throw InputError("there is no cost axis \"" + name + "\"", "use speedup, flops, mean-exit or time");
}

/// A point is asked for by its ordinal, as runs show numbers it from 0; with several runs each has its own.
std::optional<std::size_t> pointIndex(const FigureRequest& request, std::span<const PlottedRun> runs)
{
    if (!request.point)
        return std::nullopt;
    if (runs.size() != 1)
        throw InputError(std::string("--point belongs to one run"), "export one run at a time");
    const auto& ordinals = runs.front().ordinals;
    const auto found = std::find(ordinals.begin(), ordinals.end(), *request.point);
    if (found == ordinals.end())
        throw InputError(
            "run " + std::to_string(request.runs.front()) + " has no point " + std::to_string(*request.point),
            "it has " + std::to_string(ordinals.size()) + ", counted from 0");
    return static_cast<std::size_t>(found - ordinals.begin());
}

Json settingsOf(const FigureRequest& request)
{
    Json settings = Json::object();
    if (request.plot == "tradeoff")
        settings = { { "x", request.xAxis }, { "log", request.isLogarithmic } };
    if (!request.metric.empty())
        settings["metric"] = request.metric;
    if (request.point)
        settings["point"] = *request.point;
    if (request.layer)
        settings["layer"] = *request.layer;
    return settings;
}

widgets::PlotModel modelOf(const FigureRequest& request, std::span<const PlottedRun> runs)
{
    if (request.plot == "tradeoff") {
        TradeoffOptions options;
        options.x = costAxis(request.xAxis);
        options.xScale = request.isLogarithmic ? widgets::Scale::Log : widgets::Scale::Linear;
        options.metric = request.metric;
        return tradeoffPlot(runs, options);
    }
    if (request.plot == "layers")
        return layersPlot(runs, request.metric, pointIndex(request, runs));
    if (request.plot == "exits")
        return exitsPlot(runs, pointIndex(request, runs));
    if (request.plot == "reliability")
        return reliabilityPlot(runs, request.layer);
    if (request.plot == "ece")
        return calibrationErrorPlot(runs);
    if (request.plot == "overthinking")
        return overthinkingPlot(runs, pointIndex(request, runs));
    throw InputError("there is no plot \"" + request.plot + "\"",
        "use tradeoff, layers, exits, reliability, ece or overthinking");
}

Figure figureOf(const FigureRequest& request)
{
    const store::RunStore store(request.store, store::OpenMode::MustExist);
    std::vector<store::RunId> ids;
    for (const auto id : request.runs)
        ids.push_back(store::RunId { id });
    const auto runs = loadRuns(store, ids);
    return { modelOf(request, runs), figureRecipe(request.plot, settingsOf(request), runs) };
}

widgets::FigureSpec specOf(const FigureRequest& request)
{
    widgets::FigureSpec spec;
    if (!request.preset.empty()) {
        const auto presets = widgets::figurePresets();
        const QString wanted = QString::fromStdString(request.preset);
        const auto found = std::find_if(presets.begin(), presets.end(),
            [&](const widgets::PresetInfo& preset) { return preset.id == wanted; });
        if (found == presets.end()) {
            QStringList known;
            for (const auto& preset : presets)
                known << preset.id;
            throw InputError("there is no preset \"" + request.preset + "\"",
                "use " + known.join(QStringLiteral(", ")).toStdString());
        }
        spec = widgets::figureSpec(found->preset);
    }
    const double shape = spec.sizePt.height() / spec.sizePt.width();
    const double width = request.widthPt.value_or(spec.sizePt.width());
    // Pages are whole points; a height that nobody asked for keeps the preset's shape.
    const double height
        = request.heightPt.value_or(request.widthPt ? std::round(width * shape) : spec.sizePt.height());
    spec.sizePt = { width, height };
    return spec;
}

QByteArray fileBytes(const FigureRequest& request, widgets::FigureFormat format, const Figure& figure,
    const std::filesystem::path& csv)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    widgets::FigureExtras extras;
    extras.recipe = figure.recipe;
    extras.dpi = request.dpi;
    extras.csvName = QString::fromStdString(csv.filename().string());
    widgets::writeFigure(buffer, format, figure.model, specOf(request), extras);
    return bytes;
}

/// Standard error is ours: Qt's remarks on the machine (no session, no runtime folder) are no concern of a
/// script's.
void onlyFailures(QtMsgType type, const QMessageLogContext&, const QString& text)
{
    if (type == QtCriticalMsg || type == QtFatalMsg)
        std::fprintf(stderr, "%s\n", qPrintable(text));
}

void save(const std::filesystem::path& path, const QByteArray& bytes)
{
    io::writeFileAtomically(
        path, std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

} // namespace

std::vector<std::filesystem::path> exportFigure(const FigureRequest& request)
{
    const auto format = widgets::figureFormat(QString::fromStdString(request.format));
    if (!format)
        throw InputError(
            "there is no figure format \"" + request.format + "\"", "use pdf, svg, png, csv or tex");
    // The same platform with and without a display, so that both give the same bytes.
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    qInstallMessageHandler(onlyFailures);
    int argc = 1;
    char name[] = "exitscope";
    char* argv[] = { name, nullptr };
    const QApplication application(argc, argv);
    QLocale::setDefault(QLocale::c());

    const Figure figure = figureOf(request);
    auto csv = request.output;
    csv.replace_extension(".csv");
    const QByteArray bytes = fileBytes(request, *format, figure, csv);
    if (*format != widgets::FigureFormat::Tex) {
        save(request.output, bytes);
        return { request.output };
    }
    save(csv, widgets::figureCsv(figure.model));
    save(request.output, bytes);
    return { request.output, csv };
}

} // namespace exitscope::app
