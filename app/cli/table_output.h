#pragma once

#include "app/cli/table_formats.h"
#include "core/report/measured_speeds.h"
#include "core/report/policy_table.h"

#include <nlohmann/json_fwd.hpp>

#include <map>
#include <string>

namespace exitscope::cli {

using Speeds = std::map<std::string, report::MeasuredSpeed>;

/// One row a policy: the metric in percent with its interval and the headroom taken at every speed-up, and what was measured
/// at the points that the cells name (columns only where `speeds` has any).
std::string tableText(const report::PolicyTable& table, const report::TableOptions& options, const Speeds& speeds,
    TableFormat format);

nlohmann::ordered_json tableJson(
    const report::PolicyTable& table, const report::TableOptions& options, const Speeds& speeds);

} // namespace exitscope::cli
