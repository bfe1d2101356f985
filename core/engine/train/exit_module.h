#pragma once

#include "core/engine/train/task_data.h"
#include "core/engine/train/train_config.h"
#include "core/engine/train/trainable_encoder.h"

#include <ATen/core/Tensor.h>

#include <vector>

/// The losses of the exit modules (methods.md, 1.5, 1.7 and 3.4). B examples, E exits; module logits are before the
/// sigmoid.
namespace exitscope::engine {

/// What the module looks at, of every exit, [B, E, H]: the pooled state (LTE) or the state itself (classifier).
at::Tensor moduleInput(ExitModule kind, const std::vector<ExitRows>& exits);

/// BERxiT's targets [B, E], detached: 1 where the exit's class is not the label; for regression |tanh(z - y)|.
at::Tensor lteTargets(const std::vector<ExitRows>& exits, const Pack& pack, const TaskLabels& labels);

/// (sigmoid(logit) - target)², summed over B and averaged over E.
at::Tensor summedLteLoss(const at::Tensor& logits, const at::Tensor& targets);

/// CALM's targets [B, E - 1], detached: 1 where an exit below the last answers what the last one answers; for
/// regression, where it is less than `tolerance` away from it.
at::Tensor agreementTargets(const std::vector<ExitRows>& exits, const TaskLabels& labels, double tolerance);

/// Binary cross-entropy of [B, E - 1], averaged over B and unweighted over exits. Balanced: of each exit's column,
/// what agrees counts 1 - (share that agrees) and what does not the rest of 1, as T5X does it.
at::Tensor agreementLoss(const at::Tensor& logits, const at::Tensor& targets, bool isBalanced);

/// How likely an example of target 1 scores above one of target 0 (area under the ROC curve), ties half; NaN when
/// one of the two is missing. Targets of 0.5 and more count as 1.
double rankingQuality(const at::Tensor& scores, const at::Tensor& targets);

} // namespace exitscope::engine
