#include "app/plots/figure_recipe.h"

#include "app/plots/figure_look.h"
#include "core/error.h"
#include "core/policy/policy.h"
#include "widgets/plot/plot_record.h"

#include <nlohmann/json.hpp>

namespace exitscope::app {

namespace {

using Json = nlohmann::ordered_json;

Json runRecipe(const store::Run& run)
{
    Json traces = Json::array();
    for (const auto& trace : run.request.traces)
        traces.push_back(trace.sha256);
    return { { "uuid", run.summary.uuid }, { "name", run.summary.name }, { "model", run.summary.model },
        { "dataset", run.summary.dataset }, { "task", run.summary.task }, { "specs", run.request.policies },
        { "options", Json::parse(run.request.options, nullptr, false) }, { "traces", std::move(traces) } };
}

std::string text(const Json& json)
{
    return json.dump(1, ' ', false, Json::error_handler_t::replace);
}

RememberedView::Run readRun(const Json& json)
{
    RememberedView::Run run;
    run.uuid = json.at("uuid").get<std::string>();
    run.name = json.at("name").get<std::string>();
    run.traces = json.at("traces").get<std::vector<std::string>>();
    return run;
}

} // namespace

std::string figureRecipe(const RecipeParts& parts, std::span<const PlottedRun> runs)
{
    Json described = Json::array();
    for (const auto& run : runs)
        described.push_back(runRecipe(run.run));
    Json recipe { { "exitscope", EXITSCOPE_VERSION }, { "plot", parts.plot },
        { "settings", Json::parse(parts.settings) } };
    if (!parts.view.empty())
        recipe["view"] = parts.view;
    if (!parts.point.empty())
        recipe["point"] = parts.point;
    if (!parts.traceSha256.empty())
        recipe["trace"] = parts.traceSha256;
    recipe["runs"] = std::move(described);
    return text(recipe);
}

QByteArray finishedRecipe(
    const std::string& recipe, const widgets::FigureSpec& spec, const widgets::PlotModel& model)
{
    Json json = Json::parse(recipe);
    json["look"] = specRecord(spec);
    json["model"] = widgets::plotRecord(model);
    return QByteArray::fromStdString(text(json));
}

RememberedView rememberedView(const std::string& recipe)
{
    try {
        const Json json = Json::parse(recipe);
        RememberedView view;
        view.parts.plot = json.at("plot").get<std::string>();
        view.parts.settings = json.at("settings").dump(-1, ' ', false, Json::error_handler_t::replace);
        view.parts.view = json.value("view", "");
        view.parts.point = json.value("point", "");
        view.parts.traceSha256 = json.value("trace", "");
        for (const auto& run : json.at("runs"))
            view.runs.push_back(readRun(run));
        return view;
    } catch (const nlohmann::json::exception&) {
        throw InputError(std::string("what the figure remembers of its making cannot be read"), "it may be of a newer version");
    }
}

std::string canonicalPoint(const std::string& spec)
{
    return spec.empty() ? spec : policy::parseSpec(spec).text();
}

} // namespace exitscope::app
