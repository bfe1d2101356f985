#pragma once

#include "core/cost/cost_model.h"
#include "core/trace/trace.h"

#include <memory>
#include <span>

namespace exitscope::cost {

/// Complete models over one dataset as one trace, in the order in which they run: exit k is the last exit of model k, its
/// layer and its costs the sums over models 1…k, each with its own embeddings and its last head (methods.md §1.11). Labels,
/// examples and texts are the first model's. Costs are those of `options`, already padded where it says so; without FLOPs
/// in every one of the traces, layers stand for them. The result lies in memory.
///
/// Throws InputError for fewer than two traces, for regression, and for traces that differ in dataset, units, examples,
/// classes or labels, naming the file and what differs.
std::shared_ptr<const trace::Trace> cascadeOf(
    std::span<const std::shared_ptr<const trace::Trace>> models, const CostOptions& options = {});

} // namespace exitscope::cost
