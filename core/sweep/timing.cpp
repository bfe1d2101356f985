#include "core/sweep/timing.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>

namespace exitscope::sweep {

namespace {

using Json = nlohmann::ordered_json;

double numberIn(const Json& json, const char* key)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_number() ? found->get<double>() : std::numeric_limits<double>::quiet_NaN();
}

std::int64_t countIn(const Json& json, const char* key)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

} // namespace

void setTiming(Point& point, const Timing& timing)
{
    Json json = Json::parse(point.more);
    json["seconds"] = timing.seconds; // what is not finite is written as null
    json["full_seconds"] = timing.fullSeconds;
    json["measured_speedup"] = timing.measuredSpeedup();
    json["batch1_seconds"] = timing.batch1Seconds;
    json["batch1_full_seconds"] = timing.batch1FullSeconds;
    json["batch1_speedup"] = timing.batch1Speedup();
    json["batch1_examples"] = timing.batch1Examples;
    json["streams"] = timing.streams;
    json["repeats"] = timing.repeats;
    json["precision"] = timing.precision;
    point.more = json.dump();
}

std::optional<Timing> timingOf(const Point& point)
{
    if (point.more == "{}")
        return std::nullopt;
    const Json json = Json::parse(point.more, nullptr, false);
    if (!json.is_object() || !json.contains("seconds"))
        return std::nullopt;
    const auto precision = json.find("precision");
    return Timing { .seconds = numberIn(json, "seconds"),
        .fullSeconds = numberIn(json, "full_seconds"),
        .batch1Seconds = numberIn(json, "batch1_seconds"),
        .batch1FullSeconds = numberIn(json, "batch1_full_seconds"),
        .batch1Examples = countIn(json, "batch1_examples"),
        .streams = static_cast<int>(countIn(json, "streams")),
        .repeats = static_cast<int>(countIn(json, "repeats")),
        .precision = precision != json.end() && precision->is_string() ? precision->get<std::string>() : "" };
}

} // namespace exitscope::sweep
