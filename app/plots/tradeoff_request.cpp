#include "app/plots/tradeoff_request.h"

#include "app/analysis/seed_groups.h"
#include "core/error.h"

#include <nlohmann/json.hpp>

#include <array>
#include <memory>
#include <set>
#include <string_view>
#include <utility>

namespace exitscope::app {

namespace {

constexpr std::array<std::pair<CostAxis, std::string_view>, 5> axes { { { CostAxis::LayerSpeedup, "speedup" },
    { CostAxis::FlopsRatio, "flops" }, { CostAxis::MeanExit, "mean-exit" }, { CostAxis::MeasuredTime, "time" },
    { CostAxis::Mflops, "mflops" } } };
constexpr std::array<std::pair<CurveShown, std::string_view>, 2> curves { { { CurveShown::Frontier, "frontier" },
    { CurveShown::AllOutcomes, "all" } } };
constexpr std::array<std::pair<RunGrouping, std::string_view>, 2> groupings { { { RunGrouping::None, "" },
    { RunGrouping::Seeds, "seeds" } } };
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

std::shared_ptr<const Bands> bandsFor(std::span<const PlottedRun> runs, const TradeoffOptions& options)
{
    for (const auto& run : runs)
        if (!run.trace)
            throw InputError("run " + std::to_string(static_cast<std::int64_t>(run.run.summary.id))
                    + " has no bands: " + run.traceProblem,
                "bring the trace back, or export without --bands");
    return std::make_shared<const Bands>(*completed({}, wantedBands(runs, options, {}), runs));
}

} // namespace

TradeoffOptions tradeoffOptions(const TradeoffRequest& request, const std::string& metric)
{
    TradeoffOptions options;
    options.x = valueIn(axes, request.xAxis, "cost axis");
    options.xScale = request.isLogarithmic ? widgets::Scale::Log : widgets::Scale::Linear;
    options.metric = metric;
    options.shown = valueIn(curves, request.curve, "curve");
    options.grouping = valueIn(groupings, request.group, "grouping");
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
    if (options.grouping == RunGrouping::Seeds)
        requireSeedGroup(runs);
    if (request.hasBands)
        options.bands = bandsFor(runs, options);
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
    request.group = nameIn(groupings, options.grouping);
    return request;
}

nlohmann::ordered_json tradeoffSettings(const TradeoffRequest& request)
{
    auto references = request.references;
    std::erase(references, "none");
    nlohmann::ordered_json settings { { "x", request.xAxis }, { "log", request.isLogarithmic },
        { "curve", request.curve }, { "references", std::move(references) }, { "bands", request.hasBands } };
    if (!request.group.empty())
        settings["group"] = request.group;
    return settings;
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
    read("group", request.group);
    return request;
}

bool hasJustItsBands(std::span<const PlottedRun> runs, TradeoffOptions options)
{
    if (!options.bands)
        return true;
    const auto bands = std::exchange(options.bands, nullptr);
    if (!wantedBands(runs, options, *bands).isEmpty())
        return false;
    const auto needed = wantedBands(runs, options, {}).points;
    for (std::size_t place = 0; place < runs.size(); ++place) {
        const auto known = bands->points.find(runs[place].run.summary.id);
        const auto points = needed.find(place);
        const std::set<std::size_t> drawn = points == needed.end()
            ? std::set<std::size_t>()
            : std::set<std::size_t>(points->second.begin(), points->second.end());
        if ((known == bands->points.end() ? 0 : known->second.size()) != drawn.size())
            return false;
    }
    return true;
}

} // namespace exitscope::app
