#include "core/sweep/stored_execution.h"

#include "core/io/sha256.h"
#include "core/sweep/point_record.h"
#include "core/sweep/stored_sweep.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace exitscope::sweep {

namespace {

store::TraceRecord frameRecord(const trace::Trace& frame)
{
    const auto& info = frame.info();
    nlohmann::json identity { "executed", info.modelSha256, info.datasetSha256, frame.units() };
    for (const auto& [key, value] : info.extra)
        if (key == "dtype")
            identity.push_back(value);
    return describe(frame, io::Sha256().update(identity.dump()).hex());
}

std::string nameFor(const StoredExecution& execution)
{
    std::vector<std::string> rules;
    for (const auto& text : execution.policies)
        if (const auto rule = text.substr(0, text.find(':')); std::ranges::find(rules, rule) == rules.end())
            rules.push_back(rule);
    std::string name;
    for (const auto& rule : rules)
        name += (name.empty() ? "" : ", ") + rule;
    const auto& info = execution.models.front()->info();
    const auto& data = info.datasetName.empty() ? info.task : info.datasetName;
    return name + " executed" + (data.empty() ? "" : " on " + data);
}

} // namespace

store::RunId storeExecution(store::RunStore& store, const StoredExecution& execution, std::span<const Point> points)
{
    store::RunRequest request;
    request.name = execution.name.empty() ? nameFor(execution) : execution.name;
    request.kind = "execute";
    for (const auto& trace : execution.traces)
        request.traces.push_back(recordOf(*trace));
    if (request.traces.empty())
        for (const auto& model : execution.models)
            request.traces.push_back(frameRecord(*model));
    request.policies = execution.policies;
    request.options = execution.options;
    request.codeVersion = EXITSCOPE_VERSION;
    request.machine = machineName();
    request.plannedPoints = static_cast<std::int64_t>(points.size());
    std::vector<store::PointRecord> records;
    for (const auto& point : points)
        records.push_back(recordOf(point, static_cast<std::int64_t>(records.size())));
    const auto run = store.createRun(request);
    store.appendPoints(run, records);
    for (std::size_t at = 0; at < execution.outcomes.size(); ++at) {
        const auto& outcome = execution.outcomes[at];
        store.putOutcome(run, static_cast<std::int64_t>(at), { outcome.exit, outcome.predictedClass, outcome.predictedValue });
    }
    store.finishRun(run, store::RunState::Finished);
    return run;
}

} // namespace exitscope::sweep
