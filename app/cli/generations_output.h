#pragma once

#include "app/cli/table_formats.h"
#include "core/generations/operating_points.h"

#include <nlohmann/json_fwd.hpp>

#include <span>
#include <string>

namespace exitscope::cli {

/// Rules by rows: what they cost, what was measured, and what their texts are worth, scores in percent. Scores against
/// references are there where the file has them.
std::string generationsTable(std::span<const generations::OperatingPoint> points, TableFormat format);

/// {"generations", "model", "family", "layers", "data", "prompts", "full": {...}, "points": [...]}.
nlohmann::ordered_json generationsJson(
    const generations::Generations& generations, std::span<const generations::OperatingPoint> points);

/// What a file holds so far: its settings, what is finished, and the rules that can be calibrated with their settings.
nlohmann::ordered_json inspectJson(const generations::Generations& generations);

} // namespace exitscope::cli
