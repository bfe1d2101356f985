#pragma once

#include "app/cli/table_formats.h"
#include "core/report/guarantee_table.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace exitscope::cli {

/// Constraint, tolerance and rule by rows; mean layers, FLOPs reduction, measured speed-up, the risk of the test halves, and
/// whether and how tightly the guarantee held there.
std::string guaranteeTableText(const report::GuaranteeTable& table, TableFormat format);

nlohmann::ordered_json guaranteeTableJson(
    const report::GuaranteeTable& table, const report::GuaranteeTableOptions& options);

} // namespace exitscope::cli
