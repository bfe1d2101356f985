#pragma once

#include "core/metric/pareto.h"

#include <span>

namespace exitscope::metric {

/// `baseline` at a cost: linear between its points, clamped outside. It is not empty and ascends in cost.
double interpolated(std::span<const CostQuality> baseline, double cost);

/// Mean over the submission's points of quality minus the baseline's at the same cost. The baseline (ELUE: the exits of
/// ElasticBERT-base) is interpolated linearly in cost and clamped outside; no reference code exists, so this reading is
/// ours (methods.md §8.8). `baseline` ascends in cost. NaN when either is empty.
double elueScore(std::span<const CostQuality> submission, std::span<const CostQuality> baseline);

} // namespace exitscope::metric
