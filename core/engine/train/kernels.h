#pragma once

#include <cstdint>
#include <span>

/// The element-wise and attention arithmetic of the trainable encoder, on plain row-major float arrays. Compiled for
/// AVX-512, AVX2 and plain x86-64; the loader picks one. LibTorch's own operators spend, at the small hidden sizes
/// that are trained on a CPU, more time on passes over memory than on the matrix products between them.
namespace exitscope::engine::kernels {

/// Which units a dropout leaves out is a pure function of a key and the element's index, so the backward pass
/// repeats it without a stored mask and a resumed run draws the same ones.
struct Dropout
{
    float rate = 0; ///< 0 leaves everything
    std::uint32_t key = 0;
};

/// Whether LibTorch has products of bfloat16 for this processor; without them it takes very slow ones.
bool hasHalfProducts();

/// A key for one site (a layer's attention, its output, …) of one step.
std::uint32_t dropoutKey(std::uint64_t seed, std::uint64_t step, std::uint64_t shard, std::uint64_t site);

/// The factors themselves: 0, or 1/(1 - rate).
void dropoutFactors(Dropout dropout, std::int64_t count, float* factors);

/// y = gain · normalise(residual + dropout(x)) + shift over rows of `width`. Keeps `normalised` [rows, width] and
/// `inverseDeviation` [rows] for the backward pass. `residual` may be null.
void addNorm(const float* x, const float* residual, const float* gain, const float* shift, float epsilon, std::int64_t rows,
    std::int64_t width, Dropout dropout, float* y, float* normalised, float* inverseDeviation);

/// Gradients of addNorm: dResidual and (where not null) dX = dropout'(dResidual); dGain and dShift are added to.
void addNormBackward(const float* dY, const float* normalised, const float* inverseDeviation, const float* gain,
    std::int64_t rows, std::int64_t width, Dropout dropout, float* dResidual, float* dX, float* dGain, float* dShift);

/// GELU with erf (Hendrycks and Gimpel 2016); erf by Abramowitz and Stegun 7.1.26, absolute error below 2e-7.
void gelu(const float* x, std::int64_t count, float* y);
/// dX = dY · gelu'(x); dX may be dY.
void geluBackward(const float* x, const float* dY, std::int64_t count, float* dX);

/// Adds the column sums of `x` [rows, width] to `sums` [width].
void addColumnSums(const float* x, std::int64_t rows, std::int64_t width, float* sums);

/// Softmax attention inside each sequence of packed rows. `qkv` is [T, 3·heads·size] (query, key, value side by
/// side), sequence s owns rows offsets[s] … offsets[s+1]. Writes `context` [T, heads·size] and the probabilities
/// before dropout, per sequence [heads, n, n], one after the other.
void attention(const float* qkv, std::span<const std::int32_t> offsets, std::int64_t heads, std::int64_t size,
    Dropout dropout, float* context, float* probabilities);

void attentionBackward(const float* qkv, const float* probabilities, const float* dContext,
    std::span<const std::int32_t> offsets, std::int64_t heads, std::int64_t size, Dropout dropout, float* dQkv);

/// Floats that the probabilities of a pack take.
std::int64_t probabilityCount(std::span<const std::int32_t> offsets, std::int64_t heads);

/// Sum of squares, accumulated in double over blocks: the same value whatever runs beside it.
double sumOfSquares(const float* x, std::int64_t count);

/// One AdamW step (Loshchilov and Hutter 2019) on `count` parameters, with decoupled decay:
/// w -= rate · decay · w + rate · m̂ / (√v̂ + epsilon). `gradientScale` is what clipping multiplies gradients by.
struct AdamStep
{
    float rate, decay, beta1, beta2, epsilon, correction1, correction2, gradientScale;
};
void adamW(const AdamStep& step, std::int64_t count, float* weight, const float* gradient, float* mean, float* square);

} // namespace exitscope::engine::kernels
