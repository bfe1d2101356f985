#pragma once

#include "core/report/seed_table.h"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string>

namespace exitscope::cli {

/// What figureText() writes of that many seeds: "mean ± standard deviation", "mean [least, greatest]" of two.
std::string spreadName(std::size_t seeds);

/// "84.9 ± 0.3", of two seeds "84.9 [84.7, 85.1]", as they say little of a deviation, of one "84.9"; values times `scale`.
/// "-" where a value is not known.
std::string figureText(const report::SeedFigure& figure, int decimals, double scale = 1);

nlohmann::ordered_json figureJson(const report::SeedFigure& figure);

} // namespace exitscope::cli
