#pragma once

#include "core/engine/train/task_data.h"

#include <cstdint>
#include <span>
#include <vector>

namespace exitscope::engine {

/// An epoch's order in which the examples of a step are alike in length: the examples of `window` steps are sorted by length and
/// dealt out step by step, and the steps are shuffled. Only the last step may be smaller, as it was. A pure function of its
/// arguments.
std::vector<ExampleRef> bucketedByLength(std::span<const ExampleSet> sets, std::vector<ExampleRef> order,
    std::int64_t stepExamples, std::int64_t window, std::uint64_t seed, std::int64_t epoch);

} // namespace exitscope::engine
