#pragma once

#include "core/policy/policy.h"

#include <memory>
#include <span>

namespace exitscope::policy {

/// A rule on scores that the model itself gives, such as similarity: they pass at or above the threshold, at exits from
/// `firstExit` (0-based) on. What is not finite never passes.
std::unique_ptr<ScoreRule> makeColumnRule(std::span<const float> ExitView::*column, std::int32_t firstExit);

} // namespace exitscope::policy
