#pragma once

#include "core/calibration/losses.h"
#include "core/calibration/p_value.h"
#include "core/calibration/procedure.h"
#include "core/sweep/point.h"
#include "core/trace/split.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace exitscope::calibration {

/// Learn then Test (methods.md §3.5): which of the settings keeps the expected loss at or below delta, with probability at
/// least 1 - epsilon over the draw of the calibration half.
struct CalibrationRequest
{
    std::shared_ptr<const trace::Trace> trace;
    std::vector<policy::PolicySpec> settings; ///< [K] safest first: orderedFamily(), or any list fixed beforehand
    LossOptions loss;
    double delta = 0.1;
    PValue pValue = PValue::HoeffdingBentkus;
    ProcedureOptions procedure; ///< with epsilon
    trace::SplitOptions split;
};

/// One setting on the calibration half. All are there, for a curve of the risk; `isTested` says which were tested.
struct Setting
{
    policy::PolicySpec spec;
    double risk = 0;     ///< mean loss
    double p = 1;        ///< of "the expected loss is above delta"
    double bound = 1;    ///< upper confidence bound of this risk by itself, at Decision::level
    double meanExit = 0; ///< 1-based layers, per unit
    bool isTested = false, isRejected = false; ///< rejected: the risk is at most delta
};

struct Decision
{
    std::int64_t calibrationExamples = 0, testExamples = 0; ///< that have a loss
    double level = 0; ///< that one setting by itself must reach: epsilon, or its part of it
    std::vector<Setting> settings;     ///< [K] in the request's order
    std::optional<std::size_t> chosen; ///< the last one rejected; none = the full model, no early exit
    double testRisk = 0;               ///< of the chosen setting on the test half
    double testMeanExit = 0;
};

struct Calibration
{
    Decision decision;
    sweep::Point test; ///< the chosen setting on the test half, with metrics and cost; the full model if none was chosen
    sweep::Point full; ///< the full model on the test half
};

/// From a table of the request's trace, settings and loss: cheap enough to follow a slider of delta. Throws InputError for
/// delta or epsilon outside (0, 1), no settings, fewer than one start, the binomial p-value with losses that are not 0 or 1,
/// and a calibration half too small for any rejection even without a single loss (says how many examples would do).
Decision decide(const LossTable& table, const CalibrationRequest& request);

/// The whole: losses, decision, and the chosen setting evaluated on the test half. Nothing when the job was cancelled.
std::optional<Calibration> calibrate(const CalibrationRequest& request, const JobContext& job = {});
Calibration calibrate(const LossTable& table, const CalibrationRequest& request);

struct Spread
{
    double mean = 0, sd = 0; ///< sd with n - 1; 0 for a single value
};

/// The same request over random splits: how much hangs on the draw.
struct SplitStudy
{
    std::int64_t splits = 0;
    std::int64_t withoutExit = 0;  ///< chose the full model
    std::int64_t aboveDelta = 0;   ///< test risk above delta (a test half is a sample too)
    std::vector<std::int64_t> chosen; ///< [K] times each setting was chosen
    Spread testRisk, testMeanExit;
};

/// Splits with the seeds seed, seed + 1, ... Nothing when the job was cancelled. Errors as decide().
std::optional<SplitStudy> studySplits(
    const LossTable& table, const CalibrationRequest& request, std::int64_t splits, const JobContext& job = {});

/// The guarantee in words, one sentence: "With probability at least 95 % over the calibration draw, at most 10 % of answers
/// differ from the full model's." Without a chosen setting it says that nothing passed.
std::string guaranteeText(const CalibrationRequest& request, const Decision& decision);

} // namespace exitscope::calibration
