#include "app/plots/figure.h"

#include "app/plots/calibration_plot.h"
#include "app/plots/compare_plot.h"
#include "app/plots/exits_plot.h"
#include "app/plots/figure_look.h"
#include "app/plots/figure_recipe.h"
#include "app/plots/latency_plot.h"
#include "app/plots/layers_plot.h"
#include "app/plots/overthinking_plot.h"
#include "app/plots/reliability_plot.h"
#include "app/plots/trace_plots.h"
#include "app/plots/tradeoff_request.h"
#include "app/session/figure_words.h"
#include "core/error.h"
#include "core/figure/figure_file.h"
#include "core/io/sha256.h"
#include "widgets/plot/figure_writer.h"
#include "widgets/plot/plot_record.h"
#include "widgets/plot/word_flow.h"

#include <nlohmann/json.hpp>

#include <QFont>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace exitscope::app {

namespace {

using Json = nlohmann::ordered_json;

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

Json tokensSettings(const TokensRequest& request)
{
    Json settings { { "units", request.units }, { "order", request.order }, { "rows", request.rows } };
    if (!request.examples.empty())
        settings["examples"] = request.examples;
    return settings;
}

Json settingsOf(const FigureRequest& request)
{
    Json settings = request.plot == "tradeoff" ? tradeoffSettings(request.tradeoff)
        : request.plot == "tokens"             ? tokensSettings(request.tokens)
                                               : Json::object();
    if (request.plot == "latency")
        settings = { { "x", request.tradeoff.xAxis }, { "log", request.tradeoff.isLogarithmic } };
    if (request.plot == "compare")
        settings = { { "x", request.tradeoff.xAxis }, { "speedups", request.speedups } };
    if (request.plot == "layers" || request.plot == "ece")
        settings["bands"] = request.tradeoff.hasBands;
    if (!request.beside.empty())
        settings["beside"] = canonicalPoint(request.beside);
    if (!request.metric.empty())
        settings["metric"] = request.metric;
    if (request.point)
        settings["point"] = *request.point;
    if (request.layer)
        settings["layer"] = *request.layer;
    return settings;
}

Saving savingOf(const TradeoffRequest& request)
{
    switch (tradeoffOptions(request, {}).x) {
    case CostAxis::LayerSpeedup:
        return Saving::Layers;
    case CostAxis::FlopsRatio:
        return Saving::Flops;
    case CostAxis::MeanExit:
    case CostAxis::MeasuredTime:
    case CostAxis::Mflops:
        break;
    }
    throw InputError("--x " + request.xAxis + " is no speed-up", "hold measured times against speedup or flops");
}

widgets::PlotModel modelOf(const FigureRequest& request, std::span<const PlottedRun> runs)
{
    if (request.plot == "tradeoff")
        return tradeoffPlot(request.tradeoff, request.metric, runs);
    if (request.plot == "latency")
        return latencyPlot(runs, savingOf(request.tradeoff),
            request.tradeoff.isLogarithmic ? widgets::Scale::Log : widgets::Scale::Linear);
    if (request.plot == "compare")
        return comparePlot(request, runs);
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
    if (request.plot == "perplexity" || request.plot == "agreement")
        throw InputError("the plot " + request.plot + " is drawn from a trace", "give --trace instead of --store and --run");
    if (request.plot == "tokens")
        throw InputError(std::string("the plot tokens is drawn from a trace"), "give --trace instead of --store and --run");
    throw InputError("there is no plot \"" + request.plot + "\" of runs",
        "use tradeoff, latency, compare, layers, exits, reliability, ece or overthinking");
}

std::optional<widgets::Range> rangeOf(
    const std::optional<std::pair<double, double>>& asked, const std::optional<widgets::Range>& otherwise)
{
    return asked ? widgets::Range { asked->first, asked->second } : otherwise;
}

void applyRanges(widgets::PlotModel& model, const FigureRequest& request)
{
    model.x.range = rangeOf(request.xRange, model.x.range);
    model.y.range = rangeOf(request.yRange, model.y.range);
    for (const auto* axis : { &model.x, &model.y })
        if (axis->scale == widgets::Scale::Log && axis->range && axis->range->low <= 0)
            throw InputError(std::string("a logarithmic axis cannot start at 0 or below"), "choose another range");
}

/// What running text needs, and its scale beside it.
double wordsHeight(const widgets::PlotModel& model, const widgets::FigureSpec& spec)
{
    QFont font(spec.family);
    font.setPixelSize(100); // measured large: small sizes are rounded to pixels
    const double unit = spec.tickPt / 100;
    const double width = (spec.sizePt.width() - 5 * spec.fontPt) / unit;
    const double scale = 7 * spec.fontPt;
    return std::max(scale,
        widgets::flowWords(*model.cells, model.y.labels, QFontMetricsF(font), width).height * unit * 1.04 + 2 * spec.tickPt);
}

/// The record of a calibration, whose settings name it for good: numbers of a store may be given again.
Figure figureOfCalibration(const FigureRequest& request, const store::RunStore& store)
{
    if (request.plot != "calibration")
        throw InputError("the plot \"" + request.plot + "\" is not one of a calibration", "use --plot calibration");
    for (const auto& [id, record] : store.calibrations())
        if (static_cast<std::int64_t>(id) == *request.calibration)
            return figureOfCalibration(request, record, calibrationPlot(pictureOf(record)));
    throw InputError("there is no calibration " + std::to_string(*request.calibration), "exitscope calibrate --list shows what there is");
}

} // namespace

bool isSamePlot(const widgets::PlotModel& a, const widgets::PlotModel& b)
{
    return widgets::figureCsv(a) == widgets::figureCsv(b) && widgets::plotRecord(a) == widgets::plotRecord(b);
}

std::string languageOf(const FigureLook& look)
{
    return look.language.empty() ? "en" : look.language;
}

widgets::FigureSpec specOf(const FigureLook& look, const Figure& figure)
{
    const std::string has = figure.spec.language.toStdString();
    if (!look.language.empty() && look.language != has)
        throw InputError("the figure speaks \"" + has + "\", and its words are not translated when it is drawn again",
            "draw it from its runs or its trace to have it in \"" + look.language + "\"");
    widgets::FigureSpec spec = specOf(look, figure.spec);
    const bool isHeightOpen = !look.heightPt && (!figure.isDrawnAgain || !look.preset.empty());
    const auto& cells = figure.model.cells;
    if (isHeightOpen && cells && !cells->words.empty())
        spec.sizePt.setHeight(std::round(wordsHeight(figure.model, spec)));
    else if (isHeightOpen && figure.rows > 0)
        spec.sizePt.setHeight(std::round(figure.rows * spec.tickPt * 1.35 + 4 * spec.fontPt));
    return spec;
}

std::vector<PlottedRun> runsOf(const store::RunStore& store, const FigureRequest& request)
{
    std::vector<store::RunId> ids;
    for (const auto id : request.runs)
        ids.push_back(store::RunId { id });
    return loadRuns(store, ids);
}

Figure figureOfModel(const FigureRequest& request, widgets::PlotModel model, std::span<const PlottedRun> runs,
    const RecipeParts& parts)
{
    Figure figure { std::move(model), figureRecipe(parts, runs) };
    figure.spec.language = QString::fromStdString(languageOf(request.look));
    if (request.plot == "tokens" && figure.model.cells)
        figure.rows = figure.model.cells->rows;
    applyRanges(figure.model, request);
    return figure;
}

Figure figureOfModel(const FigureRequest& request, widgets::PlotModel model, std::span<const PlottedRun> runs,
    const std::string& traceSha256)
{
    return figureOfModel(request, std::move(model), runs,
        RecipeParts { .plot = request.plot, .settings = settingsOf(request).dump(), .point = canonicalPoint(request.at),
            .traceSha256 = traceSha256 });
}

Figure figureOfRuns(const FigureRequest& request, std::span<const PlottedRun> runs)
{
    const FigureWords words(languageOf(request.look));
    return figureOfModel(request, modelOf(request, runs), runs);
}

Figure figureOfRuns(const FigureRequest& request, std::span<const PlottedRun> runs, const TradeoffOptions& options)
{
    const FigureWords words(languageOf(request.look));
    return figureOfModel(request, tradeoffPlot(runs, options), runs);
}

Figure figureOfCalibration(
    const FigureRequest& request, const store::CalibrationRecord& record, widgets::PlotModel model)
{
    const Json settings { { "policy", record.policy }, { "request", Json::parse(record.request, nullptr, false) } };
    return figureOfModel(request, std::move(model), {},
        RecipeParts { .plot = request.plot, .settings = settings.dump(-1, ' ', false, Json::error_handler_t::replace),
            .point = canonicalPoint(request.at), .traceSha256 = record.traceSha256 });
}

Figure recordedFigure(const std::filesystem::path& file)
{
    const auto read = figure::readFigureFile(file);
    if (!read)
        throw InputError(file, "does not remember how it was made", "give a figure that Exitscope exported");
    try {
        const Json recipe = Json::parse(read->recipe);
        Figure figure { widgets::plotOf(recipe.at("model"), read->csv), read->recipe };
        figure.spec = specOfRecord(recipe.at("look"));
        figure.isDrawnAgain = true;
        return figure;
    } catch (const nlohmann::json::exception&) {
        throw InputError(file, "remembers its settings but not its plot", "export it again with this version");
    } catch (const InputError& error) {
        throw InputError(file, error.problem(), error.remedy());
    }
}

Figure figureOfTrace(const FigureRequest& request, std::shared_ptr<const trace::Trace> trace, const std::string& sha256)
{
    const FigureWords words(languageOf(request.look));
    return figureOfModel(request, plotOfTrace(request, trace), {}, sha256);
}

Figure figureOf(const FigureRequest& request)
{
    if (!request.figure.empty()) {
        Figure figure = recordedFigure(request.figure);
        applyRanges(figure.model, request);
        return figure;
    }
    if (!request.trace.empty())
        return figureOfTrace(request, trace::Trace::open(request.trace), io::sha256OfFile(request.trace));
    const store::RunStore store(request.store, store::OpenMode::MustExist);
    if (request.calibration) {
        const FigureWords words(languageOf(request.look));
        return figureOfCalibration(request, store);
    }
    return figureOfRuns(request, runsOf(store, request));
}

} // namespace exitscope::app
