#pragma once

#include "core/engine/train/parameters.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace exitscope::engine {

/// What heads and inner units are judged by before a pruning (methods.md, 4.3).
enum class ImportanceKind {
    TaylorAbs,    ///< Σ |G · w| over the structure's weights, G the sum of the batches' |gradient|: as the published code has it
    TaylorSigned, ///< |Σ G · w| with signed gradients: as the paper writes it
    Magnitude,    ///< Σ |w|; needs no gradients
    Random,       ///< by the seed alone
};

/// Whether gradients have to be gathered for it first.
bool needsGradients(ImportanceKind kind);

/// The scores of what each layer has now.
struct Importance
{
    std::vector<std::vector<float>> heads, feedForward; ///< [layers][heads of the layer], [layers][inner units of the layer]
};

/// Adds one batch's gradients (flat, of the whole batch) to `sum`: their absolute values, or themselves.
void addGradients(ImportanceKind kind, const at::Tensor& gradients, at::Tensor& sum);

/// A head's weights are its input columns of the attention's output matrix; an inner unit's are its row of the first and its
/// column of the second feed-forward matrix. `weights` and `sum` are flat, of `config`'s layout without a mask head; `sum` may be
/// undefined where the kind needs no gradients.
Importance importanceOf(ImportanceKind kind, const EncoderConfig& config, const at::Tensor& weights, const at::Tensor& sum,
    std::uint64_t seed);

/// One score from a structure's weights and the gradients gathered for them, of any shape.
double structureScore(ImportanceKind kind, const at::Tensor& weights, const at::Tensor& sum);

} // namespace exitscope::engine
