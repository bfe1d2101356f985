#pragma once

#include "core/report/headrooms.h"

#include <nlohmann/json_fwd.hpp>

#include <span>
#include <string>

namespace exitscope::cli {

/// A line for every range of a sweep; empty for none.
std::string headroomText(std::span<const report::Headroom> headrooms);
nlohmann::ordered_json headroomJson(std::span<const report::Headroom> headrooms);

} // namespace exitscope::cli
