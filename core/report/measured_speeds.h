#pragma once

#include "core/policy/policy.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace exitscope::report {

/// What `execute` measured of an operating point; speed-ups against the full model with the same batching.
struct MeasuredSpeed
{
    double packed = 0;
    std::optional<double> batch1;
};

/// By the canonical text of the spec. Reads the objects that `execute --json` prints. Throws InputError with the file where one
/// is something else.
std::map<std::string, MeasuredSpeed> readMeasuredSpeeds(const std::vector<std::filesystem::path>& files);

} // namespace exitscope::report
