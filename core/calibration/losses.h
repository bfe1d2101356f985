#pragma once

#include "core/calibration/loss_table.h"
#include "core/job.h"
#include "core/policy/policy.h"
#include "core/trace/trace.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace exitscope::calibration {

/// What is kept small. Every loss lies in [0, 1] and belongs to one example (methods.md §3.5). The full model is the last
/// exit by itself, also for rules that let several exits answer together.
enum class LossKind {
    /// The early answer differs from the full model's. Needs no labels. Regression: min(1, |early - full| / scale).
    Consistency,
    /// max(0, error of the early answer - error of the full model), the maximum inside, per unit: what one answer gains
    /// does not pay for what another loses. Errors are 0 or 1; regression: min(1, |value - target| / scale).
    Risk,
};

/// "consistency", "risk".
std::string_view nameOf(LossKind kind);
/// The reverse; throws InputError that suggests the nearest name.
LossKind lossNamed(std::string_view name);

struct LossOptions
{
    LossKind kind = LossKind::Consistency;
    /// Regression only: the difference that counts as 1, as do all above it. Chosen beforehand, not from the data.
    double scale = 0;
};

/// Replays every setting. Nothing when the job was cancelled. Throws InputError when the trace lacks labels for a risk or
/// what a policy needs, and for regression without a scale above 0.
std::optional<LossTable> lossTable(const trace::Trace& trace, std::span<const policy::PolicySpec> settings,
    const LossOptions& options, const JobContext& job = {});

} // namespace exitscope::calibration
