#pragma once

#include "app/cli/table_formats.h"
#include "core/report/seed_table.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace exitscope::cli {

/// "mean ± standard deviation of 3 seeds"; two have a range, as they say little of a deviation.
std::string spreadText(const report::SeedTable& table);

/// One row a policy: metric and headroom in percent at every speed-up, each as its mean and spread.
std::string seedTableText(const report::SeedTable& table, TableFormat format);

nlohmann::ordered_json seedTableJson(const report::SeedTable& table, evidence::CostAxis axis);

} // namespace exitscope::cli
