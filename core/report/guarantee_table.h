#pragma once

#include "core/calibration/sequence_calibration.h"
#include "core/job.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace exitscope::report {

/// What CALM's Table 2 asks of every measure: a constraint and a tolerance by rows, what calibration then buys.
struct GuaranteeTableOptions
{
    calibration::TextDistance distance = calibration::TextDistance::RougeL;
    std::vector<double> textualDeltas { 0.1, 0.25 }, riskDeltas { 0.02, 0.05 }; ///< risks are left out without references
    calibration::TestRequest terms; ///< all but settings and delta
    std::int64_t splits = 50; ///< random ones, of one file; two files are the two halves
};

/// One cell group. Means and standard deviations over the splits, each with its own choice.
struct GuaranteeRow
{
    calibration::LossKind kind = calibration::LossKind::Consistency;
    double delta = 0;
    std::string rule; ///< of the family: "margin", "saturation:first_exit=2"
    calibration::Spread meanExit, flopsReduction; ///< on the test halves
    calibration::Spread speedup; ///< measured, of the chosen settings over all prompts
    calibration::Spread risk; ///< on the test halves
    std::int64_t kept = 0; ///< splits whose test half keeps to delta
    std::int64_t withoutExit = 0; ///< splits that chose the full model
    std::optional<std::int64_t> needed; ///< calibration would take so many texts; there are fewer, and no figures

    double tightness() const { return risk.mean / delta; }
};

struct GuaranteeTable
{
    std::vector<GuaranteeRow> rows; ///< constraint, delta, then rules as the file has them
    std::int64_t splits = 0; ///< 1 where two files are the halves
    std::int64_t prompts = 0, layers = 0;
};

/// Every rule of the (first) file that has settings in order of caution. Nothing when the job was cancelled. Throws InputError for a
/// file without such a rule, tolerances outside (0, 1) and fewer than one split.
std::optional<GuaranteeTable> guaranteeTable(
    const calibration::SequenceSets& sets, const GuaranteeTableOptions& options, const JobContext& job = {});

} // namespace exitscope::report
