#include "app/plots/tradeoff_request.h"

#include "core/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>
#include <utility>

namespace exitscope::app {

namespace {

constexpr std::array<std::pair<CostAxis, std::string_view>, 4> axes { { { CostAxis::LayerSpeedup, "speedup" },
    { CostAxis::FlopsRatio, "flops" }, { CostAxis::MeanExit, "mean-exit" }, { CostAxis::MeasuredTime, "time" } } };
constexpr std::array<std::pair<CurveShown, std::string_view>, 2> curves { { { CurveShown::Frontier, "frontier" },
    { CurveShown::AllOutcomes, "all" } } };
constexpr std::array<std::pair<bool ShownReferences::*, std::string_view>, 4> references { {
    { &ShownReferences::fullModel, "full" }, { &ShownReferences::fixedLayers, "fixed" },
    { &ShownReferences::oracleCorrect, "oracle" }, { &ShownReferences::oracleAgree, "agree" } } };

template <typename Names> auto valueIn(const Names& names, const std::string& wanted, const char* what)
{
    std::string known;
    for (const auto& [value, name] : names) {
        if (name == wanted)
            return value;
        known += (known.empty() ? "" : ", ") + std::string(name);
    }
    throw InputError("there is no " + std::string(what) + " \"" + wanted + "\"", "use " + known);
}

template <typename Names, typename Value> std::string nameIn(const Names& names, Value wanted)
{
    for (const auto& [value, name] : names)
        if (value == wanted)
            return std::string(name);
    return {};
}

} // namespace

TradeoffOptions tradeoffOptions(const TradeoffRequest& request, const std::string& metric)
{
    TradeoffOptions options;
    options.x = valueIn(axes, request.xAxis, "cost axis");
    options.xScale = request.isLogarithmic ? widgets::Scale::Log : widgets::Scale::Linear;
    options.metric = metric;
    options.shown = valueIn(curves, request.curve, "curve");
    options.references = { false, false, false, false };
    for (const auto& name : request.references)
        if (name != "none")
            options.references.*valueIn(references, name, "reference") = true;
    return options;
}

widgets::PlotModel tradeoffPlot(
    const TradeoffRequest& request, const std::string& metric, std::span<const PlottedRun> runs)
{
    TradeoffOptions options = tradeoffOptions(request, metric);
    widgets::PlotModel model = tradeoffPlot(runs, options);
    if (!request.hasBands)
        return model;
    auto bands = std::make_shared<RunBands>();
    for (const auto& [place, points] : pointsWithoutBand(runs, model, *bands))
        (*bands)[runs[place].run.summary.id] = bandsOf(runs[place], points);
    options.bands = std::move(bands);
    return tradeoffPlot(runs, options);
}

TradeoffRequest tradeoffRequest(const TradeoffOptions& options)
{
    TradeoffRequest request;
    request.xAxis = nameIn(axes, options.x);
    request.isLogarithmic = options.xScale == widgets::Scale::Log;
    request.curve = nameIn(curves, options.shown);
    request.references.clear();
    for (const auto& [shown, name] : references)
        if (options.references.*shown)
            request.references.emplace_back(name);
    request.hasBands = options.bands != nullptr;
    return request;
}

nlohmann::ordered_json tradeoffSettings(const TradeoffRequest& request)
{
    auto references = request.references;
    std::erase(references, "none");
    return { { "x", request.xAxis }, { "log", request.isLogarithmic }, { "curve", request.curve },
        { "references", std::move(references) }, { "bands", request.hasBands } };
}

TradeoffRequest tradeoffRequest(const nlohmann::ordered_json& settings)
{
    TradeoffRequest request;
    if (!settings.is_object())
        return request;
    const auto read = [&settings](const char* key, auto& value) {
        try {
            if (const auto found = settings.find(key); found != settings.end())
                found->get_to(value);
        } catch (const nlohmann::json::type_error&) {
            // The usual value stays.
        }
    };
    read("x", request.xAxis);
    read("log", request.isLogarithmic);
    read("curve", request.curve);
    read("references", request.references);
    read("bands", request.hasBands);
    return request;
}

std::map<std::size_t, std::vector<std::size_t>> pointsWithoutBand(
    std::span<const PlottedRun> runs, const widgets::PlotModel& model, const RunBands& bands)
{
    constexpr std::size_t most = 160;
    std::map<std::size_t, std::vector<std::size_t>> wanted;
    for (std::size_t place = 0; place < runs.size(); ++place) {
        const auto& run = runs[place];
        const auto known = bands.find(run.run.summary.id);
        const QString prefix = QString::number(static_cast<qlonglong>(run.run.summary.id)) + u'/';
        for (const auto& series : model.series) {
            if (!run.trace || !series.id.startsWith(prefix) || series.kind == widgets::SeriesKind::Band)
                continue;
            const std::size_t count = std::min(most, series.keys.size());
            for (std::size_t i = 0; i < count; ++i) {
                const std::size_t drawn = count > 1 ? i * (series.keys.size() - 1) / (count - 1) : 0;
                const auto point = static_cast<std::size_t>(series.keys[drawn]);
                if (known == bands.end() || !known->second.contains(point))
                    wanted[place].push_back(point);
            }
        }
    }
    return wanted;
}

} // namespace exitscope::app
