#pragma once

#include "core/engine/train/decoder_kernels.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>
#include <vector>

/// The parts of a trainable language model as autograd functions with backward passes of their own, over packed rows [T, H].
namespace exitscope::engine {

at::Tensor rmsNorm(const at::Tensor& x, const at::Tensor& gain, double epsilon);
/// x + dropout(branch).
at::Tensor addBranch(const at::Tensor& x, const at::Tensor& branch, double dropout, std::int64_t key);
/// bend(x), or bend of the left half times the right one.
at::Tensor bend(kernels::Bend kind, const at::Tensor& x, bool isGated);

struct AttentionCall
{
    std::int64_t heads = 1, keyHeads = 1, size = 1;
    bool isCausal = false;
    double scale = 1;
    double dropout = 0;
    std::int64_t key = 0; ///< of the dropout
};
/// Attention inside each text. `mixed` [T, (heads + 2 · keyHeads) · size]: query, key, value side by side. `bias` [heads, 2M − 1]
/// by distance j − i + M − 1, or undefined. `offsets` I32 [texts + 1]. Result [T, heads · size].
at::Tensor attendSelf(const at::Tensor& mixed, const at::Tensor& bias, const at::Tensor& offsets, const AttentionCall& call);
/// Attention to what an encoder made of the same text: `query` [T, heads · size], `keys` [S, 2 · keyHeads · size], key and value.
at::Tensor attendOther(const at::Tensor& query, const at::Tensor& keys, const at::Tensor& offsets, const at::Tensor& keyOffsets,
    const AttentionCall& call);
/// The first `heads` heads of each row turned by its position; the rest as it is. `cosines`, `sines` [positions, size/2].
at::Tensor rotated(const at::Tensor& mixed, const at::Tensor& offsets, std::int64_t heads, std::int64_t size,
    const at::Tensor& cosines, const at::Tensor& sines);

/// What the head says of every word that was to be said, at some layers.
struct HeadScores
{
    std::vector<kernels::WordLossSums> layers;
};

/// Without gradients. `stack` [layers · T, H]: what the head reads, layer by layer; `head` [V, H]; `words` I32 [T]. `best`, where
/// not null, becomes the likeliest words I32 [layers, T].
HeadScores headScores(const at::Tensor& stack, const at::Tensor& head, const at::Tensor& words, const kernels::WordLoss& loss,
    at::Tensor* best = nullptr);

/// Σ_i weights[i] · (sum of layer i's losses), as one scalar; `scores` is what headScores() gives. Logits live for a few rows at a
/// time: the gradients are made in the same pass, and only they are kept.
at::Tensor headLoss(const at::Tensor& stack, const at::Tensor& head, const at::Tensor& words, const kernels::WordLoss& loss,
    std::span<const double> weights, HeadScores& scores);

} // namespace exitscope::engine
