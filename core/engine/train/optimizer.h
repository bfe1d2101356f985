#pragma once

#include "core/engine/train/parameters.h"
#include "core/engine/train/run_config.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace exitscope::engine {

/// A run of neighbouring parameters that are trained alike.
struct TrainedRange
{
    std::int64_t offset = 0, count = 0;
    bool decays = true;
};

/// Linear from 0 over the warm-up, then linear to 0 at the end. `step` counts from 0.
double scheduledRate(const OptimizerConfig& config, std::int64_t step, std::int64_t steps);

/// AdamW over the given ranges of flat arrays; the rest stays as it is. `step` counts from 0 and fixes the bias
/// corrections; `moments` are the caller's, so that they can be saved. Returns the gradient's norm over the ranges
/// before clipping. A norm that is not finite leaves everything unchanged.
double optimise(const OptimizerConfig& config, const std::vector<TrainedRange>& ranges, std::int64_t step, double rate,
    const at::Tensor& gradients, at::Tensor& weights, at::Tensor& mean, at::Tensor& square);

/// Neighbours that share `decays` become one range; `isTrained` chooses.
template <typename Predicate> std::vector<TrainedRange> trainedRanges(const ParameterTable& layout, Predicate isTrained)
{
    std::vector<TrainedRange> ranges;
    for (const ParameterSpec& spec : layout.specs()) {
        if (!isTrained(spec))
            continue;
        if (!ranges.empty() && ranges.back().decays == spec.decays
            && ranges.back().offset + ranges.back().count == spec.offset)
            ranges.back().count += spec.count();
        else
            ranges.push_back({ spec.offset, spec.count(), spec.decays });
    }
    return ranges;
}

} // namespace exitscope::engine
