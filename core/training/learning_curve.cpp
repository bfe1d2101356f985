#include "core/training/learning_curve.h"

#include "core/error.h"
#include "core/io/atomic_file.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>

namespace exitscope::training {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t largestFile = std::size_t { 1 } << 30;

/// JSON has no NaN and no infinity.
Json number(double value)
{
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json numbers(const std::vector<double>& values)
{
    Json array = Json::array();
    for (const double value : values)
        array.push_back(number(value));
    return array;
}

double numberFrom(const Json& value)
{
    return value.is_null() ? std::numeric_limits<double>::quiet_NaN() : value.get<double>();
}

std::vector<double> numbersFrom(const Json& array)
{
    std::vector<double> values;
    for (const Json& value : array)
        values.push_back(numberFrom(value));
    return values;
}

LearningEvent eventFrom(const Json& json)
{
    LearningEvent event;
    const auto kind = json.at("event").get<std::string>();
    if (kind != "step" && kind != "dev")
        throw InputError("\"event\" is \"" + kind + "\"", "expected \"step\" or \"dev\"");
    event.kind = kind == "dev" ? LearningEvent::Kind::Dev : LearningEvent::Kind::Step;
    event.phase = json.at("phase").get<std::string>();
    event.phaseIndex = json.at("phase_index").get<std::int64_t>();
    event.phases = json.at("phases").get<std::int64_t>();
    event.step = json.at("step").get<std::int64_t>();
    event.steps = json.at("steps").get<std::int64_t>();
    event.seconds = numberFrom(json.at("seconds"));
    if (event.kind == LearningEvent::Kind::Dev) {
        event.metric = json.at("metric").get<std::string>();
        event.byExit = numbersFrom(json.at("by_exit"));
        event.isBest = json.at("best").get<bool>();
        return event;
    }
    event.rate = numberFrom(json.at("lr"));
    event.tokensPerSecond = numberFrom(json.at("tokens_per_second"));
    event.loss = numberFrom(json.at("loss"));
    event.losses = numbersFrom(json.at("losses"));
    event.lossNames = json.at("loss_names").get<std::vector<std::string>>();
    return event;
}

} // namespace

std::string toJson(const LearningEvent& event)
{
    const bool isDev = event.kind == LearningEvent::Kind::Dev;
    Json json { { "event", isDev ? "dev" : "step" }, { "phase", event.phase }, { "phase_index", event.phaseIndex },
        { "phases", event.phases }, { "step", event.step }, { "steps", event.steps }, { "seconds", number(event.seconds) } };
    if (isDev) {
        json["metric"] = event.metric;
        json["by_exit"] = numbers(event.byExit);
        json["best"] = event.isBest;
    } else {
        json["lr"] = number(event.rate);
        json["tokens_per_second"] = number(event.tokensPerSecond);
        json["loss"] = number(event.loss);
        json["losses"] = numbers(event.losses);
        json["loss_names"] = event.lossNames;
    }
    return json.dump();
}

LearningEvent eventFromJson(std::string_view text, const std::filesystem::path& where, std::int64_t line)
{
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object())
        throw InputError(where, line, "not a JSON object", "expected a line of a learning curve");
    try {
        return eventFrom(json);
    } catch (const InputError& error) {
        throw InputError(where, line, error.problem(), error.remedy());
    } catch (const nlohmann::json::exception& error) {
        throw InputError(where, line, error.what(), "expected a line of a learning curve");
    }
}

std::vector<LearningEvent> readLearningCurve(const std::filesystem::path& file)
{
    const std::string text = io::readWholeFile(file, largestFile);
    std::vector<LearningEvent> events;
    std::int64_t line = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = text.find('\n', begin);
        if (end == std::string::npos)
            break; // a kill cut it off
        ++line;
        if (end > begin)
            events.push_back(eventFromJson(std::string_view(text).substr(begin, end - begin), file, line));
        begin = end + 1;
    }
    return events;
}

} // namespace exitscope::training
