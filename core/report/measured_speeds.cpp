#include "core/report/measured_speeds.h"

#include "core/error.h"
#include "core/io/atomic_file.h"
#include "core/sweep/point_json.h"

#include <nlohmann/json.hpp>

namespace exitscope::report {

namespace {

using Json = nlohmann::ordered_json;

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& problem)
{
    throw InputError(file, problem, "give the file that exitscope execute --json wrote");
}

Json readJson(const std::filesystem::path& file)
{
    auto json = Json::parse(io::readWholeFile(file), nullptr, false);
    if (!json.is_object() || !json.contains("points") || !json["points"].is_array())
        fail(file, "holds no points");
    return json;
}

std::optional<double> positive(const Json& point, const char* key)
{
    const auto found = point.find(key);
    if (found == point.end() || !found->is_number() || !(found->get<double>() > 0))
        return std::nullopt;
    return found->get<double>();
}

} // namespace

std::map<std::string, MeasuredSpeed> readMeasuredSpeeds(const std::vector<std::filesystem::path>& files)
{
    std::map<std::string, MeasuredSpeed> speeds;
    for (const auto& file : files) {
        const auto json = readJson(file);
        for (const auto& point : json["points"]) {
            if (!point.is_object() || !point.contains("policy") || !point["policy"].is_string()
                || !point.contains("params"))
                fail(file, "has a point without policy and params");
            const auto packed = positive(point, "measured_speedup");
            if (!packed)
                fail(file, "has a point without measured_speedup");
            const auto spec = sweep::specFromJson(point["policy"].get<std::string>(), point["params"]);
            speeds[spec.text()] = { *packed, positive(point, "batch1_speedup") };
        }
    }
    return speeds;
}

} // namespace exitscope::report
