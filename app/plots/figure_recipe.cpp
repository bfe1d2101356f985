#include "app/plots/figure_recipe.h"

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

} // namespace

QByteArray figureRecipe(const std::string& plot, const Json& settings, std::span<const PlottedRun> runs)
{
    Json described = Json::array();
    for (const auto& run : runs)
        described.push_back(runRecipe(run.run));
    const Json recipe { { "exitscope", EXITSCOPE_VERSION }, { "plot", plot }, { "settings", settings },
        { "runs", std::move(described) } };
    return QByteArray::fromStdString(recipe.dump(1, ' ', false, Json::error_handler_t::replace));
}

} // namespace exitscope::app
