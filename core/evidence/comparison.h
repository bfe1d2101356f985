#pragma once

#include "core/evidence/paired.h"

#include <optional>
#include <span>
#include <vector>

namespace exitscope::evidence {

/// One side of a comparison: a trace and the operating points that it is judged by.
struct ComparedSide
{
    const sweep::Evaluator& evaluator;
    std::vector<policy::PolicySpec> specs;
};

struct ComparisonOptions
{
    BootstrapOptions bootstrap;
    FrontOptions front;
    std::vector<double> speedups { 1.5, 2, 3 }; ///< the quality there; a cost is their inverse
    std::vector<double> qualities;              ///< the cost there
    double hypervolumeReference = 0;            ///< quality of the reference point; its cost is 1
};

/// The point of the front that a side would run at a cost, and what it really costs and gives.
struct ChosenPoint
{
    policy::PolicySpec spec;
    double cost = 0, quality = 0;
};

struct AtCost
{
    double speedup = 1;
    Estimate first, second; ///< quality, interpolated between neighbours on the front; NaN where it is not that cheap
    Difference difference;
    std::optional<ChosenPoint> firstPoint, secondPoint; ///< the best within the cost
    std::optional<McNemar> test;                        ///< of these two; classes only
};

struct AtQuality
{
    double quality = 0;
    Estimate first, second; ///< cost as a share; NaN where the front does not reach that high
    Difference difference;
};

/// One figure of both sides.
struct Compared
{
    Estimate first, second;
    Difference difference;
};

struct Comparison
{
    ResampledFronts first, second;
    std::vector<AtCost> atCost;
    std::vector<AtQuality> atQuality;
    Compared hypervolume; ///< Front::hypervolume()
    Compared meanQuality; ///< Front::meanQuality() between the two costs below, which hold for all draws
    double lowCost = 0, highCost = 1; ///< from the dearer of the two cheapest points to the full model
    std::optional<Compared> elue;
};

/// Both sides within the same draws, so that what they share cancels. Throws InputError as requireSameExamples() and
/// resampledFronts(), and where a speed-up is not above 0 or a side has no point. Nothing when the job was stopped.
std::optional<Comparison> compare(const ComparedSide& first, const ComparedSide& second,
    const ComparisonOptions& options, const JobContext& job = {});

} // namespace exitscope::evidence
