#pragma once

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

/// The losses and exits of every example under every setting: all that calibration needs, made once for any number of
/// splits, tolerances and procedures. K settings, n examples. An example of several units (a token task) counts once,
/// with their mean: units of one sentence are not independent.
struct LossTable
{
    std::vector<std::int64_t> examples;  ///< [n] of the trace, ascending: those with a unit; for risk, with a label
    std::vector<float> units;            ///< [n] units of each
    std::vector<float> losses;           ///< [K, n]
    std::vector<float> exitLayers;       ///< [K, n] sum of the 1-based exit layers over the example's units
    bool isBinary = false;               ///< every loss is 0 or 1 by its nature

    std::span<const float> lossesOf(std::size_t setting) const
    {
        return std::span(losses).subspan(setting * examples.size(), examples.size());
    }
    std::span<const float> exitLayersOf(std::size_t setting) const
    {
        return std::span(exitLayers).subspan(setting * examples.size(), examples.size());
    }
};

/// Replays every setting. Nothing when the job was cancelled. Throws InputError when the trace lacks labels for a risk or
/// what a policy needs, and for regression without a scale above 0.
std::optional<LossTable> lossTable(const trace::Trace& trace, std::span<const policy::PolicySpec> settings,
    const LossOptions& options, const JobContext& job = {});

} // namespace exitscope::calibration
