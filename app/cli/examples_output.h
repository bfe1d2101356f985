#pragma once

#include "core/examples/atlas.h"
#include "core/examples/unit_columns.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <span>
#include <string>

namespace exitscope::cli {

nlohmann::ordered_json atlasJson(const examples::Atlas& atlas);
std::string atlasText(const examples::Atlas& atlas);

/// A table for a terminal: texts are cut to what a line can show.
std::string unitsText(const examples::UnitColumns& columns, std::span<const std::uint32_t> units);

} // namespace exitscope::cli
