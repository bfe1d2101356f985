#include "app/cli/training_output.h"

#include "app/cli/text_table.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace exitscope::cli {

namespace {

using Json = nlohmann::ordered_json;

Json numbers(std::span<const double> values)
{
    Json array = Json::array();
    for (const double value : values)
        array.push_back(std::isfinite(value) ? Json(value) : Json(nullptr));
    return array;
}

Json sizeJson(const store::StoredModelSize& size)
{
    return { { "parameters", size.parameters }, { "layer_parameters", size.layerParameters }, { "flops128", size.flops128 } };
}

std::string decimals(std::span<const double> values)
{
    std::string text;
    for (const double value : values)
        text += (text.empty() ? "" : " ") + decimal(value, 4);
    return text;
}

std::string lastOf(const std::vector<double>& values)
{
    return values.empty() ? std::string() : decimal(values.back(), 4);
}

/// "110 M parameters, 22.4 GFLOPs for 128 tokens"
std::string sizeText(const store::StoredModelSize& size)
{
    return decimal(static_cast<double>(size.parameters) * 1e-6, 1) + " M parameters, " + decimal(size.flops128 * 1e-9, 2)
        + " GFLOPs for 128 tokens";
}

std::string number(store::TrainingId id) { return std::to_string(static_cast<std::int64_t>(id)); }

} // namespace

Json trainingJson(const store::TrainingSummary& training)
{
    const auto& request = training.request;
    const auto& result = training.result;
    Json json { { "id", static_cast<std::int64_t>(training.id) }, { "name", request.name }, { "kind", request.kind },
        { "state", store::nameOf(training.state) }, { "metric", result.metric }, { "dev", numbers(result.devByExit) },
        { "test", numbers(result.testByExit) }, { "steps", result.steps }, { "seconds", result.seconds },
        { "seed", request.seed }, { "output", request.output }, { "checkpoint", result.checkpoint },
        { "checkpoint_sha256", result.checkpointSha256 }, { "events", training.events }, { "created", training.created },
        { "changed", training.changed }, { "uuid", training.uuid } };
    if (result.before)
        json["before"] = sizeJson(*result.before);
    if (result.after)
        json["after"] = sizeJson(*result.after);
    if (!training.message.empty())
        json["message"] = training.message;
    return json;
}

Json trainingJson(const store::StoredTraining& training)
{
    const auto& request = training.summary.request;
    Json json = trainingJson(training.summary);
    json["config_path"] = request.configPath;
    json["config"] = Json::parse(request.config, nullptr, false);
    if (json["config"].is_discarded())
        json["config"] = request.config;
    json["code_version"] = request.codeVersion;
    json["machine"] = request.machine;
    if (!training.summary.result.structure.empty())
        json["structure"] = Json::parse(training.summary.result.structure, nullptr, false);
    Json curve = Json::array();
    for (const std::string& event : training.curve)
        curve.push_back(Json::parse(event, nullptr, false));
    json["curve"] = std::move(curve);
    return json;
}

std::string trainingsTable(std::span<const store::TrainingSummary> trainings)
{
    TextTable table({ { "training", Align::Right }, { "name", Align::Left }, { "kind", Align::Left }, { "state", Align::Left },
        { "steps", Align::Right }, { "seconds", Align::Right }, { "metric", Align::Left }, { "dev", Align::Right },
        { "test", Align::Right }, { "created", Align::Left } });
    for (const auto& training : trainings)
        table.addRow({ number(training.id), training.request.name, training.request.kind,
            std::string(store::nameOf(training.state)), std::to_string(training.result.steps),
            decimal(training.result.seconds, 0), training.result.metric, lastOf(training.result.devByExit),
            lastOf(training.result.testByExit), training.created });
    return table.text();
}

std::string trainingText(const store::StoredTraining& training)
{
    const auto& summary = training.summary;
    const auto& result = summary.result;
    TextTable table({ { "training", Align::Left }, { number(summary.id), Align::Left } });
    const auto add = [&table](const std::string& key, const std::string& value) {
        if (!value.empty())
            table.addRow({ key, value });
    };
    add("name", summary.request.name);
    add("kind", summary.request.kind);
    add("state", std::string(store::nameOf(summary.state)) + (summary.message.empty() ? "" : ": " + summary.message));
    add("configuration", summary.request.configPath);
    add("seed", std::to_string(summary.request.seed));
    add("checkpoint", result.checkpoint.empty() ? summary.request.output : result.checkpoint);
    add("SHA-256", result.checkpointSha256);
    add(result.metric + " on dev, by exit", decimals(result.devByExit));
    add(result.metric + " on test, by exit", decimals(result.testByExit));
    add("before", result.before ? sizeText(*result.before) : std::string());
    add("after", result.after ? sizeText(*result.after) : std::string());
    add("steps", std::to_string(result.steps));
    add("seconds", decimal(result.seconds, 1));
    add("learning curve", std::to_string(training.curve.size()) + " events");
    add("created", summary.created);
    add("version", summary.request.codeVersion);
    add("machine", summary.request.machine);
    return table.text();
}

} // namespace exitscope::cli
