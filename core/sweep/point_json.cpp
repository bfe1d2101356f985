#include "core/sweep/point_json.h"

#include "core/error.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace exitscope::sweep {

namespace {

nlohmann::ordered_json valueJson(const std::string& text)
{
    if (text == "true" || text == "false")
        return text == "true";
    std::int64_t whole = 0;
    const auto* end = text.data() + text.size();
    if (const auto [at, error] = std::from_chars(text.data(), end, whole); error == std::errc {} && at == end)
        return whole;
    double number = 0;
    if (const auto [at, error] = std::from_chars(text.data(), end, number);
        error == std::errc {} && at == end && std::isfinite(number))
        return number;
    return text;
}

/// The library's own text of a number reads back the same but is not always the shortest.
std::string shortest(double number)
{
    std::array<char, 32> text;
    return { text.data(), std::to_chars(text.data(), text.data() + text.size(), number).ptr };
}

} // namespace

nlohmann::ordered_json paramsJson(const policy::PolicySpec& spec)
{
    auto params = nlohmann::ordered_json::object();
    for (const auto& [key, text] : spec.parameters)
        params[key] = valueJson(text);
    return params;
}

policy::PolicySpec specFromJson(const std::string& policy, const nlohmann::ordered_json& params)
{
    policy::PolicySpec spec { policy, {} };
    if (!params.is_object())
        throw InputError("the parameters of policy \"" + policy + "\" are not a JSON object");
    for (const auto& [key, value] : params.items()) {
        if (value.is_string())
            spec.parameters[key] = value.get<std::string>();
        else if (value.is_number_float())
            spec.parameters[key] = shortest(value.get<double>());
        else if (value.is_number() || value.is_boolean())
            spec.parameters[key] = value.dump();
        else
            throw InputError("policy \"" + policy + "\": " + key + " is " + value.dump(), "use a number, true, false or text");
    }
    return spec;
}

nlohmann::ordered_json toJson(const Point& point)
{
    auto metrics = nlohmann::ordered_json::object();
    for (const auto& [name, value] : point.metrics)
        metrics[name] = value;
    nlohmann::ordered_json json { { "policy", point.spec.name }, { "params", paramsJson(point.spec) },
        { "units", point.units }, { "mean_exit", point.meanExit() }, { "layer_speedup", point.layerSpeedup() },
        { "flops_ratio", point.flopsRatio() }, { "metrics", metrics }, { "exit_histogram", point.histogram } };
    if (!point.intervals.empty())
        json["intervals"] = intervalsJson(point.intervals);
    if (point.more != "{}") {
        const auto more = nlohmann::ordered_json::parse(point.more);
        for (const auto& [name, value] : more.items())
            if (!json.contains(name))
                json[name] = value;
    }
    return json;
}

nlohmann::ordered_json intervalsJson(const Intervals& intervals)
{
    auto json = nlohmann::ordered_json::object();
    for (const auto& [name, interval] : intervals)
        json[name] = { interval.low, interval.high };
    return json;
}

Intervals intervalsFromJson(const nlohmann::ordered_json& json)
{
    const auto fail = [] { throw InputError(std::string("intervals are not pairs of numbers by name")); };
    const auto end = [&fail](const nlohmann::ordered_json& value) {
        if (!value.is_number() && !value.is_null())
            fail();
        return value.is_null() ? std::numeric_limits<double>::quiet_NaN() : value.get<double>();
    };
    if (!json.is_object())
        fail();
    Intervals intervals;
    for (const auto& [name, pair] : json.items()) {
        if (!pair.is_array() || pair.size() != 2)
            fail();
        intervals.emplace_back(name, evidence::Interval { end(pair[0]), end(pair[1]) });
    }
    return intervals;
}

} // namespace exitscope::sweep
