#include "core/engine/train/decoder_kernels.h"

#include "core/engine/train/kernel_parts.h"

#include <cmath>

namespace exitscope::engine::kernels {

namespace {

struct Bent
{
    float value, slope;
};

/// GELU in its tanh form is x · σ(2u) with u = √(2/π) (x + 0.044715 x³); SiLU is x · σ(x).
template <Bend Kind> EXITSCOPE_INLINE Bent bent(float x)
{
    if constexpr (Kind == Bend::Relu)
        return { x > 0.0F ? x : 0.0F, x > 0.0F ? 1.0F : 0.0F };
    float inner = x;
    float innerSlope = 1.0F;
    if constexpr (Kind == Bend::GeluTanh) {
        const float square = x * x;
        inner = 1.59576912F * x * (1.0F + 0.044715F * square);
        innerSlope = 1.59576912F * (1.0F + 0.134145F * square);
    }
    const float share = 1.0F / (1.0F + exponential(-inner));
    return { x * share, share + x * share * (1.0F - share) * innerSlope };
}

template <Bend Kind> EXITSCOPE_INLINE void bendAll(const float* x, std::int64_t count, float* y)
{
#pragma omp simd
    for (std::int64_t i = 0; i < count; ++i)
        y[i] = bent<Kind>(x[i]).value;
}

template <Bend Kind> EXITSCOPE_INLINE void bendAllBackward(const float* x, const float* dY, std::int64_t count, float* dX)
{
#pragma omp simd
    for (std::int64_t i = 0; i < count; ++i)
        dX[i] = dY[i] * bent<Kind>(x[i]).slope;
}

template <Bend Kind> EXITSCOPE_INLINE void gateAll(const float* x, std::int64_t rows, std::int64_t width, float* y)
{
    for (std::int64_t row = 0; row < rows; ++row, x += 2 * width, y += width) {
#pragma omp simd
        for (std::int64_t i = 0; i < width; ++i)
            y[i] = bent<Kind>(x[i]).value * x[width + i];
    }
}

template <Bend Kind>
EXITSCOPE_INLINE void gateAllBackward(const float* x, const float* dY, std::int64_t rows, std::int64_t width, float* dX)
{
    for (std::int64_t row = 0; row < rows; ++row, x += 2 * width, dX += 2 * width, dY += width) {
#pragma omp simd
        for (std::int64_t i = 0; i < width; ++i) {
            const Bent gate = bent<Kind>(x[i]);
            dX[i] = dY[i] * x[width + i] * gate.slope;
            dX[width + i] = dY[i] * gate.value;
        }
    }
}

} // namespace

EXITSCOPE_CLONES
void rmsNorm(const float* x, const float* gain, float epsilon, std::int64_t rows, std::int64_t width, float* y, float* inverse)
{
    for (std::int64_t row = 0; row < rows; ++row, x += width, y += width) {
        float squares = 0;
#pragma omp simd reduction(+ : squares)
        for (std::int64_t i = 0; i < width; ++i)
            squares += x[i] * x[i];
        const float scale = 1.0F / std::sqrt(squares / static_cast<float>(width) + epsilon);
        inverse[row] = scale;
#pragma omp simd
        for (std::int64_t i = 0; i < width; ++i)
            y[i] = x[i] * scale * gain[i];
    }
}

EXITSCOPE_CLONES
void rmsNormBackward(const float* x, const float* inverse, const float* gain, const float* dY, std::int64_t rows,
    std::int64_t width, float* dX, float* dGain)
{
    for (std::int64_t row = 0; row < rows; ++row, x += width, dY += width, dX += width) {
        const float scale = inverse[row];
        float product = 0;
#pragma omp simd reduction(+ : product)
        for (std::int64_t i = 0; i < width; ++i) {
            dGain[i] += dY[i] * x[i] * scale;
            product += dY[i] * gain[i] * x[i];
        }
        const float along = product * scale * scale / static_cast<float>(width);
#pragma omp simd
        for (std::int64_t i = 0; i < width; ++i)
            dX[i] = scale * (dY[i] * gain[i] - x[i] * along);
    }
}

EXITSCOPE_CLONES
void addBranch(const float* x, const float* branch, std::int64_t count, Dropout dropout, float* total)
{
    const Keep keep(dropout);
#pragma omp simd
    for (std::int64_t i = 0; i < count; ++i)
        total[i] = x[i] + branch[i] * keep(static_cast<std::uint32_t>(i));
}

EXITSCOPE_CLONES
void addBranchBackward(const float* dTotal, std::int64_t count, Dropout dropout, float* dBranch)
{
    const Keep keep(dropout);
#pragma omp simd
    for (std::int64_t i = 0; i < count; ++i)
        dBranch[i] = dTotal[i] * keep(static_cast<std::uint32_t>(i));
}

EXITSCOPE_CLONES
void bend(Bend kind, const float* x, std::int64_t count, float* y)
{
    if (kind == Bend::GeluTanh)
        bendAll<Bend::GeluTanh>(x, count, y);
    else if (kind == Bend::Silu)
        bendAll<Bend::Silu>(x, count, y);
    else
        bendAll<Bend::Relu>(x, count, y);
}

EXITSCOPE_CLONES
void bendBackward(Bend kind, const float* x, const float* dY, std::int64_t count, float* dX)
{
    if (kind == Bend::GeluTanh)
        bendAllBackward<Bend::GeluTanh>(x, dY, count, dX);
    else if (kind == Bend::Silu)
        bendAllBackward<Bend::Silu>(x, dY, count, dX);
    else
        bendAllBackward<Bend::Relu>(x, dY, count, dX);
}

EXITSCOPE_CLONES
void bendGated(Bend kind, const float* x, std::int64_t rows, std::int64_t width, float* y)
{
    if (kind == Bend::GeluTanh)
        gateAll<Bend::GeluTanh>(x, rows, width, y);
    else if (kind == Bend::Silu)
        gateAll<Bend::Silu>(x, rows, width, y);
    else
        gateAll<Bend::Relu>(x, rows, width, y);
}

EXITSCOPE_CLONES
void bendGatedBackward(Bend kind, const float* x, const float* dY, std::int64_t rows, std::int64_t width, float* dX)
{
    if (kind == Bend::GeluTanh)
        gateAllBackward<Bend::GeluTanh>(x, dY, rows, width, dX);
    else if (kind == Bend::Silu)
        gateAllBackward<Bend::Silu>(x, dY, rows, width, dX);
    else
        gateAllBackward<Bend::Relu>(x, dY, rows, width, dX);
}

EXITSCOPE_CLONES
void rotate(float* rows, std::span<const std::int32_t> offsets, std::int64_t heads, std::int64_t size, std::int64_t stride,
    const float* cosines, const float* sines, bool isBack)
{
    const std::int64_t half = size / 2;
    const float sign = isBack ? -1.0F : 1.0F;
    for (std::size_t s = 0; s + 1 < offsets.size(); ++s)
        for (std::int32_t row = offsets[s]; row < offsets[s + 1]; ++row) {
            const float* c = cosines + (row - offsets[s]) * half;
            const float* t = sines + (row - offsets[s]) * half;
            for (std::int64_t head = 0; head < heads; ++head) {
                float* x = rows + row * stride + head * size;
#pragma omp simd
                for (std::int64_t i = 0; i < half; ++i) {
                    const float a = x[i], b = x[half + i];
                    x[i] = a * c[i] - sign * b * t[i];
                    x[half + i] = sign * a * t[i] + b * c[i];
                }
            }
        }
}

EXITSCOPE_CLONES
void wordLoss(const WordLoss& loss, float* logits, const std::int32_t* words, std::int64_t rows, std::int64_t vocabulary,
    float gradientScale, WordLossSums& sums, std::int32_t* best)
{
    const float even = loss.smoothing / static_cast<float>(vocabulary);
    for (std::int64_t row = 0; row < rows; ++row, logits += vocabulary) {
        const float wanted = logits[words[row]];
        float largest = logits[0], sum = 0, plain = 0;
#pragma omp simd reduction(max : largest)
        for (std::int64_t i = 0; i < vocabulary; ++i)
            largest = logits[i] > largest ? logits[i] : largest;
        sums.right += wanted == largest ? 1 : 0;
        if (best) {
            std::int32_t first = 0;
            while (logits[first] != largest && first + 1 < vocabulary)
                ++first;
            best[row] = first;
        }
        if (even > 0) {
#pragma omp simd reduction(+ : plain)
            for (std::int64_t i = 0; i < vocabulary; ++i)
                plain += logits[i];
        }
#pragma omp simd reduction(+ : sum)
        for (std::int64_t i = 0; i < vocabulary; ++i) {
            logits[i] = exponential(logits[i] - largest);
            sum += logits[i];
        }
        const float total = std::log(sum) + largest; // log Σ exp
        sums.surprise += static_cast<double>(total - wanted);
        sums.loss += static_cast<double>(
            total - (1.0F - loss.smoothing) * wanted - even * plain + loss.normaliser * total * total);
        if (gradientScale == 0.0F)
            continue;
        const float share = gradientScale * (1.0F + 2.0F * loss.normaliser * total) / sum;
        const float spread = gradientScale * even;
#pragma omp simd
        for (std::int64_t i = 0; i < vocabulary; ++i)
            logits[i] = logits[i] * share - spread;
        logits[words[row]] -= gradientScale * (1.0F - loss.smoothing);
    }
}

} // namespace exitscope::engine::kernels
