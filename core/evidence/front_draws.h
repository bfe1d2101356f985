#pragma once

#include "core/evidence/estimate.h"
#include "core/evidence/front.h"
#include "core/evidence/outcome_path.h"
#include "core/evidence/resampling.h"
#include "core/metric/metrics.h"

#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace exitscope::evidence {

struct FrontOptions
{
    CostAxis axis = CostAxis::Layers;
    metric::Metric metric = metric::Metric::Accuracy;
    /// For the ELUE score: mean FLOPs of an example against the metric in percent, ascending; empty = no score.
    std::vector<metric::CostQuality> reference;
};

/// The frontier of a list of operating points, found anew within each draw: the error bars then include which points win.
/// A front picks the best of many noisy points, so its band lies a little high, as the front itself does.
struct ResampledFronts
{
    FrontOptions options;
    double confidence = 0.95;
    std::vector<metric::CostQuality> points; ///< [P] of the sample itself: cost share and quality
    Front whole;
    std::vector<Front> draws;
    double elue = 0;               ///< mean over all points (methods.md §8.8); NaN without a reference
    std::vector<double> elueDraws; ///< [D]; empty without a reference, which is taken as it is
};

/// Nothing when the job was stopped. Throws InputError where the trace has no labels, where the axis is FLOPs or a
/// reference is given and the trace does not know FLOPs, where the metric is not one of the trace's task.
std::optional<ResampledFronts> resampledFronts(
    OutcomePath& path, Resampling& resampling, const FrontOptions& options, const JobContext& job = {});

/// The frontier as a step line with its pointwise band.
FrontierBand bandOf(const ResampledFronts& fronts, std::span<const double> grid);

/// `count` costs, evenly from the cheapest point of the front to the dearest.
std::vector<double> costGrid(const Front& front, std::size_t count);

using FrontFigure = std::function<double(const Front&)>;
Estimate estimateOn(const ResampledFronts& fronts, const FrontFigure& figure);

/// A difference, first less second, with the p-value of its being 0.
struct Difference
{
    Estimate estimate;
    double p = 0; ///< bootstrap, two-sided (percentile.h); NaN where the sample itself lacks a side
};
/// Of two sides whose draws are the same examples.
Difference differenceOf(double first, std::span<const double> firstDraws, double second,
    std::span<const double> secondDraws, double confidence);
Difference differenceOn(const ResampledFronts& first, const ResampledFronts& second, const FrontFigure& figure);

} // namespace exitscope::evidence
