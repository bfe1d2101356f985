#pragma once

#include "core/job.h"
#include "core/trace/split.h"
#include "core/trace/trace.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace exitscope::calibration {

/// Temperatures lie between these; a half that one exit separates without error has no finite best one, and gets the least.
inline constexpr double leastTemperature = 0.05;
inline constexpr double mostTemperature = 20;

/// Of softmax(logits / T) on units with a label: mean negative log likelihood in nats, and expected calibration error (10
/// equal bins of the largest probability).
struct Sharpness
{
    std::int64_t units = 0;
    double nll = 0;
    double ece = 0;
};

struct TemperatureFit
{
    std::string rule = "confidence"; ///< what takes them; of a trace of complete models "cascade"
    std::vector<double> temperature; ///< [E], to four decimals: what is reported is what a policy's text says
    std::int64_t calibrationUnits = 0;
    std::vector<Sharpness> before, after; ///< [E] on the test half, at T = 1 and at the fitted one
};

/// The T that minimises the negative log likelihood of one exit on `units` (Guo et al. 2017; one T per exit: Schwartz et
/// al. 2020). Units without a label, or with a logit that is not finite, are left out; 1 when none is left.
double fitTemperature(const trace::Trace& trace, std::int64_t exit, std::span<const std::int64_t> units);

Sharpness sharpness(
    const trace::Trace& trace, std::int64_t exit, std::span<const std::int64_t> units, double temperature);

/// Fits every exit on the calibration half, reports on the other. Nothing when the job was cancelled. Throws InputError for
/// regression and for a half without labels.
std::optional<TemperatureFit> fitTemperatures(
    const trace::Trace& trace, const trace::SplitOptions& split, const JobContext& job = {});

/// "confidence:temperature=1.2;1.1;1,threshold=exact": what a sweep over the same trace takes.
std::string policyText(const TemperatureFit& fit);

} // namespace exitscope::calibration
