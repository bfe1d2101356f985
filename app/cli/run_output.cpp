#include "app/cli/run_output.h"

#include "app/cli/text_table.h"

#include <nlohmann/json.hpp>

namespace exitscope::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string joined(std::span<const std::string> parts, const char* separator = ", ")
{
    std::string text;
    for (const auto& part : parts)
        text += (text.empty() ? "" : separator) + part;
    return text;
}

Json traceJson(const store::TraceRecord& trace)
{
    Json json { { "path", trace.path }, { "sha256", trace.sha256 }, { "task", trace.task },
        { "units", trace.units }, { "examples", trace.examples }, { "classes", trace.classes },
        { "exit_layers", trace.exitLayers }, { "label_names", trace.labelNames } };
    if (trace.model)
        json["model"] = { { "name", trace.model->name }, { "path", trace.model->path },
            { "sha256", trace.model->sha256 }, { "family", trace.model->family } };
    if (trace.dataset)
        json["dataset"] = { { "name", trace.dataset->name }, { "path", trace.dataset->path },
            { "sha256", trace.dataset->sha256 }, { "task", trace.dataset->task },
            { "rows", trace.dataset->rows } };
    return json;
}

} // namespace

Json summaryJson(const store::RunSummary& run)
{
    Json json { { "id", static_cast<std::int64_t>(run.id) }, { "name", run.name }, { "model", run.model },
        { "dataset", run.dataset }, { "policies", run.policies }, { "points", run.points },
        { "created", run.created }, { "state", store::nameOf(run.state) }, { "task", run.task },
        { "kind", run.kind }, { "planned_points", run.plannedPoints }, { "changed", run.changed },
        { "uuid", run.uuid }, { "tags", run.tags } };
    if (!run.message.empty())
        json["message"] = run.message;
    if (run.isInBin)
        json["in_bin"] = true;
    return json;
}

Json runJson(const store::Run& run)
{
    Json json = summaryJson(run.summary);
    json["specs"] = run.request.policies;
    auto traces = Json::array();
    for (const auto& trace : run.request.traces)
        traces.push_back(traceJson(trace));
    json["traces"] = std::move(traces);
    json["options"] = Json::parse(run.request.options, nullptr, false);
    json["seed"] = run.request.seed;
    json["code_version"] = run.request.codeVersion;
    json["machine"] = run.request.machine;
    json["notes"] = run.summary.notes;
    return json;
}

std::string summaryTable(std::span<const store::RunSummary> runs)
{
    TextTable table({ { "run", Align::Right }, { "name", Align::Left }, { "policies", Align::Left },
        { "points", Align::Right }, { "state", Align::Left }, { "created", Align::Left },
        { "model", Align::Left }, { "dataset", Align::Left } });
    for (const auto& run : runs)
        table.addRow({ std::to_string(static_cast<std::int64_t>(run.id)), run.name, joined(run.policies),
            std::to_string(run.points), std::string(store::nameOf(run.state)), run.created, run.model,
            run.dataset });
    return table.text();
}

std::string runText(const store::Run& run)
{
    const auto& summary = run.summary;
    TextTable table(
        { { "run", Align::Left }, { std::to_string(static_cast<std::int64_t>(summary.id)), Align::Left } });
    const auto add = [&table](const char* key, const std::string& value) {
        if (!value.empty())
            table.addRow({ key, value });
    };
    add("name", summary.name);
    add("state",
        std::string(store::nameOf(summary.state)) + (summary.message.empty() ? "" : ": " + summary.message));
    add("policies", joined(run.request.policies, "  "));
    for (const auto& trace : run.request.traces)
        add("trace", trace.path);
    add("model", summary.model);
    add("dataset", summary.dataset);
    add("task", summary.task);
    add("created", summary.created);
    add("version", run.request.codeVersion);
    add("machine", run.request.machine);
    add("tags", joined(summary.tags));
    add("notes", summary.notes);
    return table.text();
}

} // namespace exitscope::cli
