#pragma once

#include "core/metric/metrics.h"

#include <cstdint>
#include <span>
#include <vector>

namespace exitscope::metric {

/// The metrics of every exit over the whole trace [E]: what "fixed" gives, in one pass.
std::vector<MetricValues> perExit(const std::vector<Metric>& metrics, const trace::Trace& trace);

/// Accuracy among the units that left at an exit (COST-EFF's print); not the exit's accuracy over the whole set.
struct ExitShare
{
    std::int64_t units = 0, labelled = 0, correct = 0;
};
std::vector<ExitShare> conditionalAccuracy(const trace::Trace& trace, const policy::Outcome& outcome); ///< [E]

/// Units that the model gets right on the way and wrong at the end. Labelled units only; zeros without labels.
struct Overthinking
{
    std::int64_t labelled = 0;
    std::int64_t overthinkers = 0;          ///< right at some exit, wrong at the last
    std::vector<std::int64_t> rightEarly;   ///< [E] of the overthinkers, those whose first right exit is this one

    double rate() const; ///< share of the labelled units; NaN without one
};
Overthinking overthinking(const trace::Trace& trace);

/// Expected calibration error: Σ over `bins` equal-width bins of max p of share × |accuracy − mean confidence|.
/// NaN without an entry; entries whose confidence is not a number count as 0.
double expectedCalibrationError(
    std::span<const float> confidence, std::span<const std::uint8_t> correct, int bins = 10);

/// The same for every exit of a trace with labels [E]; empty without labels or for regression.
std::vector<double> calibrationErrors(const trace::Trace& trace, int bins = 10);

} // namespace exitscope::metric
