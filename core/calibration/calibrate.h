#pragma once

#include "core/calibration/learn_then_test.h"
#include "core/calibration/losses.h"
#include "core/sweep/point.h"

#include <memory>
#include <optional>
#include <string>

namespace exitscope::calibration {

/// Learn then Test (methods.md §3.5): which of the settings keeps the expected loss at or below delta, with probability at
/// least 1 - epsilon over the draw of the calibration half.
struct CalibrationRequest : TestRequest
{
    std::shared_ptr<const trace::Trace> trace;
    LossOptions loss;
};

struct Calibration
{
    Decision decision;
    sweep::Point test; ///< the chosen setting on the test half, with metrics and cost; the full model if none was chosen
    sweep::Point full; ///< the full model on the test half
};

/// The whole: losses, decision, and the chosen setting evaluated on the test half. Nothing when the job was cancelled.
std::optional<Calibration> calibrate(const CalibrationRequest& request, const JobContext& job = {});
Calibration calibrate(const LossTable& table, const CalibrationRequest& request);

/// The guarantee in words, one sentence: "With probability at least 95 % over the calibration draw, at most 10 % of answers
/// differ from the full model's." Without a chosen setting it says that nothing passed.
std::string guaranteeText(const CalibrationRequest& request, const Decision& decision);

} // namespace exitscope::calibration
