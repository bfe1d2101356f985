#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>
#include <vector>

/// What a student has to pay for being unlike a teacher (methods.md, 4.5 and 7). Logits are [B, C], states [T, H] of sequences
/// that lie side by side without padding. Gradients go to the student alone: give the teacher detached.
namespace exitscope::engine {

/// −Σ_c softmax(teacher / T)_c · log softmax(student / T)_c of each row, [B]; no factor T² (COST-EFF).
at::Tensor softCrossEntropies(const at::Tensor& teacherLogits, const at::Tensor& studentLogits, double temperature);

/// T² · KL(softmax(teacher / T) ‖ softmax(student / T)) of each row, [B]: T² keeps the gradient's size (Hinton et al. 2015).
at::Tensor scaledDivergences(const at::Tensor& teacherLogits, const at::Tensor& studentLogits, double temperature);

/// Means of the two over the batch.
at::Tensor softCrossEntropy(const at::Tensor& teacherLogits, const at::Tensor& studentLogits, double temperature);
at::Tensor scaledDivergence(const at::Tensor& teacherLogits, const at::Tensor& studentLogits, double temperature);

/// [T, 1]: each token counts 1 / (tokens of its sequence). `offsets` [B + 1] are the rows where sequences begin, and the end.
at::Tensor tokenShares(std::span<const std::int32_t> offsets);

/// Σ_b Σ_{t in b} mean_H (teacher − student)² / length_b of one layer's states: summed over sequences.
at::Tensor summedFeatureLoss(const at::Tensor& teacherStates, const at::Tensor& studentStates, const at::Tensor& shares);

/// Which of a teacher's states 0 (the embedding's output) to `teacherLayers` each student state 0 … `studentLayers` is to be
/// like: s · teacherLayers / studentLayers, rounded down. Where COST-EFF's own selection has as many states as the student
/// needs, it is the same; where it has a surplus (12 layers onto 5), it would teach the student the lowest states alone.
std::vector<std::size_t> matchedStates(std::int64_t teacherLayers, std::int64_t studentLayers);

/// Σ over the student's states of their loss against the matched ones of the teacher, mean over sequences. Both lists begin
/// with the embedding's output.
at::Tensor featureLoss(std::span<const at::Tensor> teacherStates, std::span<const at::Tensor> studentStates,
    std::span<const std::int32_t> offsets);

} // namespace exitscope::engine
