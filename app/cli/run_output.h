#pragma once

#include "core/store/records.h"

#include <nlohmann/json_fwd.hpp>

#include <span>
#include <string>

namespace exitscope::cli {

/// One element of `runs list --json` (command-line.md, "Output").
nlohmann::ordered_json summaryJson(const store::RunSummary& run);
/// The "run" of `runs show --json`: the summary and all that is needed to repeat it.
nlohmann::ordered_json runJson(const store::Run& run);

std::string summaryTable(std::span<const store::RunSummary> runs);
std::string runText(const store::Run& run);

} // namespace exitscope::cli
