#pragma once

#include "core/sweep/point.h"

#include <nlohmann/json.hpp>

namespace exitscope::sweep {

/// The parameters of a spec as a JSON object: numbers as numbers, flags as booleans, everything else (choices, values
/// per exit, infinities) as text.
nlohmann::ordered_json paramsJson(const policy::PolicySpec& spec);

/// The reverse: numbers become the shortest text that reads back the same. Throws InputError when `params` is not an
/// object of numbers, booleans and strings.
policy::PolicySpec specFromJson(const std::string& policy, const nlohmann::ordered_json& params);

/// A point exactly as `sweep --json` prints it (command-line.md, "Output"). A metric that is not defined is null;
/// "intervals" are there when the point has some.
nlohmann::ordered_json toJson(const Point& point);

/// {"accuracy": [low, high], …}; what is not defined is null.
nlohmann::ordered_json intervalsJson(const Intervals& intervals);
/// The reverse. Throws InputError when `json` is something else.
Intervals intervalsFromJson(const nlohmann::ordered_json& json);

} // namespace exitscope::sweep
