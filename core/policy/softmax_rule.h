#pragma once

#include "core/policy/policy.h"
#include "core/policy/softmax_scores.h"

#include <memory>
#include <vector>

namespace exitscope::policy {

/// A rule on one function of softmax(z): entropy, confidence, margin. `temperature` is empty or [E]; scores are
/// divided by `divisor`.
std::unique_ptr<ScoreRule> makeSoftmaxRule(
    SoftmaxScore kind, Passes passes, std::vector<float> temperature, float divisor = 1.0F);

} // namespace exitscope::policy
