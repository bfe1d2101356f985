#include "app/plots/figure.h"

#include "app/plots/exits_plot.h"
#include "app/plots/figure_look.h"
#include "app/plots/figure_recipe.h"
#include "app/plots/latency_plot.h"
#include "app/plots/layers_plot.h"
#include "app/plots/overthinking_plot.h"
#include "app/plots/reliability_plot.h"
#include "app/plots/tokens_plot.h"
#include "app/plots/tradeoff_request.h"
#include "core/error.h"
#include "core/figure/figure_file.h"
#include "core/io/sha256.h"
#include "widgets/plot/plot_record.h"

#include <nlohmann/json.hpp>

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

Json settingsOf(const FigureRequest& request)
{
    Json settings = request.plot == "tradeoff" ? tradeoffSettings(request.tradeoff) : Json::object();
    if (request.plot == "latency")
        settings = { { "x", request.tradeoff.xAxis }, { "log", request.tradeoff.isLogarithmic } };
    if (!request.metric.empty())
        settings["metric"] = request.metric;
    if (request.point)
        settings["point"] = *request.point;
    if (request.layer)
        settings["layer"] = *request.layer;
    return settings;
}

Json tokensSettings(const TokensRequest& request)
{
    return { { "units", request.units }, { "order", request.order }, { "rows", request.rows } };
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
    if (request.plot == "tokens")
        throw InputError(std::string("the plot tokens is drawn from a trace"), "give --trace instead of --store and --run");
    throw InputError("there is no plot \"" + request.plot + "\" of runs", "use tradeoff, latency, layers, exits, reliability, ece or overthinking");
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

Figure withRecipe(const FigureRequest& request, std::span<const PlottedRun> runs, widgets::PlotModel model)
{
    Figure figure { std::move(model),
        figureRecipe({ .plot = request.plot, .settings = settingsOf(request).dump(), .point = canonicalPoint(request.at) },
            runs) };
    applyRanges(figure.model, request);
    return figure;
}

} // namespace

widgets::FigureSpec specOf(const FigureLook& look, const Figure& figure)
{
    widgets::FigureSpec spec = specOf(look, figure.spec);
    const bool isHeightOpen = !look.heightPt && (!figure.isDrawnAgain || !look.preset.empty());
    if (isHeightOpen && figure.rows > 0)
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

Figure figureOfRuns(const FigureRequest& request, std::span<const PlottedRun> runs)
{
    return withRecipe(request, runs, modelOf(request, runs));
}

Figure figureOfRuns(const FigureRequest& request, std::span<const PlottedRun> runs, const TradeoffOptions& options)
{
    return withRecipe(request, runs, tradeoffPlot(runs, options));
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
    if (request.plot != "tokens")
        throw InputError("the plot \"" + request.plot + "\" is drawn from runs",
            "sweep the trace into a store, then give --store and --run");
    const std::string point = canonicalPoint(request.at);
    Figure figure { sentencesOfTrace(std::move(trace), request.tokens, point),
        figureRecipe({ .plot = request.plot, .settings = tokensSettings(request.tokens).dump(), .point = point,
                         .traceSha256 = sha256 },
            {}) };
    figure.rows = figure.model.cells->rows;
    applyRanges(figure.model, request);
    return figure;
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
    const auto runs = runsOf(store, request);
    return figureOfRuns(request, runs);
}

} // namespace exitscope::app
