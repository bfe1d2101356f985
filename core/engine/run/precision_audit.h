#pragma once

#include "core/engine/run/exit_model.h"

#include <string>
#include <vector>

namespace exitscope::engine {

/// What a reduced precision changed on a sample of examples.
struct PrecisionAudit
{
    std::int64_t examples = 0, decisions = 0; ///< decisions = answers × exits
    double largestDifference = 0; ///< between any two logits
    std::int64_t flipped = 0; ///< decisions with another class; 0 for regression

    std::string text() const;
};

/// Runs the sample through both models. Nothing comes back when the job was cancelled.
std::optional<PrecisionAudit> auditPrecision(
    const ExitModel& exact, const ExitModel& reduced, const std::vector<Pack>& sample, const JobContext& job);

} // namespace exitscope::engine
