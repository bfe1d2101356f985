#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

/// The parts of a trainable encoder as autograd functions with backward passes of their own, over packed rows [T, H]. Where a
/// matrix of weights has a .grad, its gradient is added to that at once; autograd, which would make another array as large, is
/// given none for it.
namespace exitscope::engine {

struct LayerCall
{
    std::int64_t heads = 1, headSize = 0; ///< A = heads · headSize, which a slimmed layer has less of than H
    double epsilon = 1e-12;
    double dropout = 0;
    bool isHalf = false; ///< the products of linear layers in bfloat16; needs kernels::hasHalfProducts()
    std::int64_t keys[3] = { 0, 0, 0 }; ///< of attention, attention output and feed-forward output
};

/// word[ids] + position[positions] + type[types], normalised. Index tensors are I32 [T]. With a `projection` [H, R] the words are
/// [V, R] and their rows go through it first; undefined: they are [V, H].
at::Tensor embedTokens(const at::Tensor& words, const at::Tensor& projection, const at::Tensor& positions, const at::Tensor& types,
    const at::Tensor& gain, const at::Tensor& shift, const at::Tensor& ids, const at::Tensor& positionIds, const at::Tensor& typeIds,
    double epsilon);

/// h = norm(x + dropout(attention(x))), then norm(h + dropout(down(gelu(up(h))))). Weights as torch::nn::Linear has
/// them; the query, key and value ones stacked, [3A, H], the attention's output [H, A]. `offsets` is I32 [B + 1].
at::Tensor encoderLayer(const at::Tensor& x, const at::Tensor& offsets, const LayerCall& call, const at::Tensor& qkvWeight,
    const at::Tensor& qkvBias, const at::Tensor& outWeight, const at::Tensor& outBias, const at::Tensor& gain1,
    const at::Tensor& shift1, const at::Tensor& upWeight, const at::Tensor& upBias, const at::Tensor& downWeight,
    const at::Tensor& downBias, const at::Tensor& gain2, const at::Tensor& shift2);

} // namespace exitscope::engine
