#pragma once

#include <cstdint>

namespace exitscope::engine {

/// What every layer of an encoder has, and the rank of its word table.
struct SlimWidths
{
    std::int64_t heads = 0, feedForward = 0;
    std::int64_t rank = 0; ///< of a target: 0 = the table stays whole. Of an original: the hidden size

    bool operator==(const SlimWidths&) const = default;
};

/// How many prunings lead from `original` to `target`: one head of each layer at a time (methods.md, 4.4); one where no head goes.
std::int64_t pruningCount(const SlimWidths& original, const SlimWidths& target);

/// On the straight line from `from` to `to` after k of `count` prunings, not rounded.
double linearWidth(std::int64_t from, std::int64_t to, std::int64_t k, std::int64_t count);

/// After the k-th pruning, k from 0 (nothing yet) to pruningCount(): widths are cut off to whole numbers, and the last are `target`'s.
SlimWidths widthsAfter(std::int64_t k, const SlimWidths& original, const SlimWidths& target);

/// Optimiser steps from one pruning to the next; at least one.
std::int64_t intervalSteps(double epochs, std::int64_t stepsPerEpoch);

/// What the learning rate starts from after the k-th pruning: rate · (1 + restore)^k.
double restartedRate(double rate, double restore, std::int64_t k);

/// The share of an interval that its warm-up takes: ten steps, or a tenth of it where that is more.
double restartWarmup(std::int64_t interval);

} // namespace exitscope::engine
