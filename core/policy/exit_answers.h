#pragma once

#include "core/policy/policy.h"
#include "core/policy/softmax_scores.h"

#include <cstdint>
#include <span>

namespace exitscope::policy {

/// What the exits of a view say, whether it has their logits or is of a compact trace: the same numbers either way.

/// The class of each, [n, exits]: see predictClasses().
void classesOf(const ExitView& view, std::span<std::int32_t> classes);

/// A score of each one's distribution, [n, exits]: see softmaxScores(). `scale` is for views with logits; empty = 1.
void scoresOf(SoftmaxScore kind, const ExitView& view, std::span<const float> scale, std::span<float> scores);

/// The largest probability of one unit at one exit; NaN where there is no distribution. Not for regression.
float confidenceAt(const trace::Trace& trace, std::int64_t unit, std::int64_t exit);

} // namespace exitscope::policy
