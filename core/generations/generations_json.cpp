#include "core/generations/generations_json.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace exitscope::generations {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* formatKey = "exitscope_generations";

Json toJson(const Settings& s)
{
    return { { formatKey, 1 }, { "model", s.model }, { "model_sha256", s.modelSha256 }, { "family", s.family },
        { "layers", s.layers }, { "exit_layers", s.exitLayers }, { "data", s.data }, { "data_sha256", s.dataSha256 },
        { "references", s.references }, { "references_sha256", s.referencesSha256 }, { "prompts", s.prompts },
        { "max_tokens", s.maxTokens }, { "batch", s.batch }, { "temperature", s.temperature }, { "top_k", s.topWords },
        { "top_p", s.topShare }, { "seed", s.seed }, { "cut", s.cutsLongPrompts } };
}

std::string line(const Json& json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

double notNegative(const nlohmann::json& json, const char* key)
{
    const auto value = json.at(key).get<double>();
    if (!(value >= 0) || std::isinf(value))
        throw std::invalid_argument(std::string(key) + " is not a number of 0 or more");
    return value;
}

void requireAscending(const Settings& s)
{
    const bool ascends = std::adjacent_find(s.exitLayers.begin(), s.exitLayers.end(), std::greater_equal<>()) == s.exitLayers.end();
    if (s.layers < 1 || s.exitLayers.empty() || !ascends || s.exitLayers.front() < 1 || s.exitLayers.back() != s.layers)
        throw std::invalid_argument("the exit layers do not ascend to the last layer");
}

} // namespace

std::string settingsLine(const Settings& settings)
{
    return line(toJson(settings));
}

std::string promptLine(std::int64_t number, const Prompt& prompt)
{
    Json json { { "prompt", number }, { "text", prompt.text } };
    if (!prompt.references.empty())
        json["references"] = prompt.references;
    return line(json);
}

std::string textLine(const std::string& rule, std::int64_t number, const Text& text)
{
    return line({ { "rule", rule }, { "prompt", number }, { "text", text.text }, { "ended", text.hasEnded },
        { "flops", text.flops }, { "full_flops", text.fullFlops }, { "exits", text.exits } });
}

std::string pointLine(const Point& point)
{
    return line({ { "point", point.rule }, { "session", point.session }, { "seconds", point.timing.writeSeconds },
        { "prompt_seconds", point.timing.readSeconds }, { "tokens", point.tokens() }, { "mean_exit", point.meanExit() },
        { "flops", point.flops() }, { "full_flops", point.fullFlops() }, { "head_uses", point.headUses } });
}

Settings settingsOf(const nlohmann::json& json)
{
    if (json.at(formatKey).get<int>() != 1)
        throw std::invalid_argument("it was written by a newer version");
    Settings s;
    json.at("model").get_to(s.model);
    json.at("model_sha256").get_to(s.modelSha256);
    json.at("family").get_to(s.family);
    json.at("layers").get_to(s.layers);
    json.at("exit_layers").get_to(s.exitLayers);
    json.at("data").get_to(s.data);
    json.at("data_sha256").get_to(s.dataSha256);
    json.at("references").get_to(s.references);
    json.at("references_sha256").get_to(s.referencesSha256);
    json.at("prompts").get_to(s.prompts);
    json.at("max_tokens").get_to(s.maxTokens);
    json.at("batch").get_to(s.batch);
    json.at("temperature").get_to(s.temperature);
    json.at("top_k").get_to(s.topWords);
    json.at("top_p").get_to(s.topShare);
    json.at("seed").get_to(s.seed);
    json.at("cut").get_to(s.cutsLongPrompts);
    requireAscending(s);
    if (s.prompts < 1)
        throw std::invalid_argument("it has no prompt");
    return s;
}

Prompt promptOf(const nlohmann::json& json)
{
    Prompt prompt { json.at("text").get<std::string>(), {} };
    if (const auto found = json.find("references"); found != json.end())
        found->get_to(prompt.references);
    return prompt;
}

Text textOf(const nlohmann::json& json)
{
    Text text;
    json.at("text").get_to(text.text);
    json.at("ended").get_to(text.hasEnded);
    text.flops = notNegative(json, "flops");
    text.fullFlops = notNegative(json, "full_flops");
    json.at("exits").get_to(text.exits);
    return text;
}

Point pointOf(const nlohmann::json& json)
{
    Point point;
    json.at("point").get_to(point.rule);
    json.at("session").get_to(point.session);
    point.timing = { notNegative(json, "prompt_seconds"), notNegative(json, "seconds") };
    json.at("head_uses").get_to(point.headUses);
    return point;
}

std::string differenceOf(const Settings& there, const Settings& here)
{
    const Json a = toJson(there), b = toJson(here);
    for (const auto& [key, value] : a.items())
        if (value != b.at(key))
            return key + " is " + value.dump() + " there and " + b.at(key).dump() + " here";
    return {};
}

} // namespace exitscope::generations
