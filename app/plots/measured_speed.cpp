#include "app/plots/measured_speed.h"

#include <nlohmann/json.hpp>

namespace exitscope::app {

MeasuredSpeed measuredSpeed(const sweep::Point& point)
{
    MeasuredSpeed measured;
    if (point.more.size() <= 2) // "{}", as for every point that was only replayed
        return measured;
    const auto json = nlohmann::ordered_json::parse(point.more, nullptr, false);
    const auto read = [&json](const char* key) -> std::optional<double> {
        const auto found = json.is_object() ? json.find(key) : json.end();
        return found != json.end() && found->is_number() ? std::optional(found->get<double>()) : std::nullopt;
    };
    measured.seconds = read("seconds");
    measured.fullSeconds = read("full_seconds");
    measured.batch1Seconds = read("batch1_seconds");
    measured.batch1FullSeconds = read("batch1_full_seconds");
    return measured;
}

} // namespace exitscope::app
