#pragma once

#include "core/examples/arrangement.h"
#include "core/examples/unit_columns.h"
#include "core/job.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace exitscope::examples {

/// Units as files have them: '.' decimals, the shortest text that reads back as the same number, nothing translated.
/// Beside the columns of the table: where the slack leads.
std::vector<std::string> rowHeadings();
std::vector<std::string> rowOf(const UnitColumns& columns, std::int64_t unit);
nlohmann::ordered_json rowJson(const UnitColumns& columns, std::int64_t unit);

/// RFC 4180, lines end in \n; handed over in pieces so that a million rows need no memory. False when the job was
/// stopped.
bool writeCsv(const UnitColumns& columns, std::span<const std::uint32_t> units,
    const std::function<void(std::string_view)>& write, const JobContext& job = {});

} // namespace exitscope::examples
