#pragma once

#include "core/calibration/loss_table.h"
#include "core/calibration/p_value.h"
#include "core/calibration/procedure.h"
#include "core/job.h"
#include "core/policy/policy.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace exitscope::calibration {

/// Learn then Test (methods.md §3.5), whatever the losses are of: which of the settings keeps the expected loss at or below
/// delta, with probability at least 1 - epsilon over the draw of the calibration half.
struct TestRequest
{
    std::vector<policy::PolicySpec> settings; ///< [K] safest first: orderedFamily(), or any list fixed beforehand
    double delta = 0.1;
    PValue pValue = PValue::HoeffdingBentkus;
    ProcedureOptions procedure; ///< with epsilon
    trace::SplitOptions split;
    std::optional<trace::Split> halves; ///< given beforehand, in the place of a random split
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

/// The request's halves, or a random split of the table's population.
trace::Split halvesOf(const LossTable& table, const TestRequest& request);

/// From a table of the request's settings: cheap enough to follow a slider of delta. Throws InputError for
/// delta or epsilon outside (0, 1), no settings, fewer than one start, the binomial p-value with losses that are not 0 or 1,
/// and a calibration half too small for any rejection even without a single loss (says how many examples would do).
Decision decide(const LossTable& table, const TestRequest& request);

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

/// What one split led to.
struct SplitChoice
{
    std::optional<std::size_t> chosen; ///< none = the full model
    std::vector<std::size_t> test;     ///< columns of the table in the test half
    double testRisk = 0;
};
using OnSplit = std::function<void(const SplitChoice&)>;

/// Of some values, as studies show them.
Spread spreadOf(std::span<const double> values);

/// Splits with the seeds seed, seed + 1, ... Nothing when the job was cancelled. Errors as decide().
std::optional<SplitStudy> studySplits(const LossTable& table, const TestRequest& request, std::int64_t splits,
    const JobContext& job = {}, const OnSplit& onSplit = {});

} // namespace exitscope::calibration
