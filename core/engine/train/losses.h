#pragma once

#include "core/engine/train/train_config.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>
#include <vector>

namespace exitscope::engine {

enum class LossPart {
    Whole,
    TrunkAndLastExit,
    OtherExits,
    OtherExitsFromLast, ///< as OtherExits, but from what the last exit says, not from labels
    ExitModule,         ///< the exit classifier alone, on a frozen model
};

/// Whether a part leaves everything below the exit heads, and the last of them, as they are.
inline bool freezesTrunk(LossPart part)
{
    return part == LossPart::OtherExits || part == LossPart::OtherExitsFromLast || part == LossPart::ExitModule;
}

/// What each exit's loss of the labels counts in the sum that is minimised (methods.md, section 7): 1 but for: layer-weighted
/// l / Σ l; two-stage and self-distillation 0 or 1 by part; alternating, in steps 0, 2, 4, … the last exit alone; none while the
/// exit classifier is trained. `exitLayer` is 1-based and ascending, `step` that of the phase.
std::vector<double> exitWeights(
    Regime regime, LossPart part, std::span<const std::int32_t> exitLayer, std::int64_t step);

/// Σ_e weights[e] · losses[e]
double weightedLoss(std::span<const double> losses, std::span<const double> weights);

/// Cross-entropy of logits [B, C] against class ids I64 [B], summed over B; a label of −1 counts for nothing. With `smoothing` s the target is 1 - s on
/// the class and s / C on every one.
at::Tensor summedCrossEntropy(const at::Tensor& logits, const at::Tensor& labels, double smoothing);

/// Squared error of [B, 1] against [B], summed over B.
at::Tensor summedSquaredError(const at::Tensor& values, const at::Tensor& targets);

/// Σ_{l ≥ 2} min_{j < l} CE(p_l, p_j) of each row, [B]: how far each exit is from the nearest below it (Sun et al. 2021).
/// Both sides get gradients. At least two exits.
at::Tensor exitDiversities(std::span<const at::Tensor> exitLogits);

} // namespace exitscope::engine
