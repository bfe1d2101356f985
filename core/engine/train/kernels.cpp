#include "core/engine/train/kernels.h"

#include "core/engine/train/kernel_parts.h"

#include <algorithm>
#include <cmath>

namespace exitscope::engine::kernels {

namespace {

struct Normal
{
    float distribution; ///< Φ(x)
    float density;      ///< φ(x)
};

EXITSCOPE_INLINE Normal standardNormal(float x)
{
    const float z = std::fabs(x) * 0.707106781F;
    const float t = 1.0F / (1.0F + 0.3275911F * z);
    const float bell = exponential(-0.5F * x * x);
    float p = 1.061405429F;
    p = p * t - 1.453152027F;
    p = p * t + 1.421413741F;
    p = p * t - 0.284496736F;
    p = p * t + 0.254829592F;
    const float tail = 0.5F * p * t * bell; // Φ(-|x|)
    return { x < 0.0F ? tail : 1.0F - tail, bell * 0.398942280F };
}

} // namespace

bool hasHalfProducts()
{
    return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
}

std::uint32_t dropoutKey(std::uint64_t seed, std::uint64_t step, std::uint64_t shard, std::uint64_t site)
{
    std::uint64_t key = seed;
    for (const std::uint64_t part : { step, shard, site }) {
        key = (key ^ part) * 0x9e3779b97f4a7c15ULL + 0xd1b54a32d192ed03ULL;
        key = (key ^ (key >> 30)) * 0xbf58476d1ce4e5b9ULL;
        key = (key ^ (key >> 27)) * 0x94d049bb133111ebULL;
        key ^= key >> 31;
    }
    return static_cast<std::uint32_t>(key);
}

EXITSCOPE_CLONES
void dropoutFactors(Dropout dropout, std::int64_t count, float* factors)
{
    const Keep keep(dropout);
#pragma omp simd
    for (std::int64_t i = 0; i < count; ++i)
        factors[i] = keep(static_cast<std::uint32_t>(i));
}

EXITSCOPE_CLONES
void addNorm(const float* x, const float* residual, const float* gain, const float* shift, float epsilon, std::int64_t rows,
    std::int64_t width, Dropout dropout, float* y, float* normalised, float* inverseDeviation)
{
    const Keep keep(dropout);
    const auto inverseWidth = 1.0F / static_cast<float>(width);
    for (std::int64_t row = 0; row < rows; ++row) {
        const float* in = x + row * width;
        float* out = normalised + row * width;
        float* result = y + row * width;
        float sum = 0;
        if (dropout.rate > 0) {
            const auto base = static_cast<std::uint32_t>(row * width);
#pragma omp simd reduction(+ : sum)
            for (std::int64_t i = 0; i < width; ++i) {
                const float value = in[i] * keep(base + static_cast<std::uint32_t>(i));
                out[i] = value;
                sum += value;
            }
        } else {
#pragma omp simd reduction(+ : sum)
            for (std::int64_t i = 0; i < width; ++i) {
                out[i] = in[i];
                sum += in[i];
            }
        }
        if (residual) {
            const float* other = residual + row * width;
#pragma omp simd reduction(+ : sum)
            for (std::int64_t i = 0; i < width; ++i) {
                out[i] += other[i];
                sum += other[i];
            }
        }
        const float mean = sum * inverseWidth;
        float squares = 0;
#pragma omp simd reduction(+ : squares)
        for (std::int64_t i = 0; i < width; ++i)
            squares += (out[i] - mean) * (out[i] - mean);
        const float inverse = 1.0F / std::sqrt(squares * inverseWidth + epsilon);
        inverseDeviation[row] = inverse;
#pragma omp simd
        for (std::int64_t i = 0; i < width; ++i) {
            const float value = (out[i] - mean) * inverse;
            out[i] = value;
            result[i] = value * gain[i] + shift[i];
        }
    }
}

EXITSCOPE_CLONES
void addNormBackward(const float* dY, const float* normalised, const float* inverseDeviation, const float* gain,
    std::int64_t rows, std::int64_t width, Dropout dropout, float* dResidual, float* dX, float* dGain, float* dShift)
{
    const Keep keep(dropout);
    const auto inverseWidth = 1.0F / static_cast<float>(width);
    for (std::int64_t row = 0; row < rows; ++row) {
        const float* up = dY + row * width;
        const float* hat = normalised + row * width;
        float* down = dResidual + row * width;
        float sum = 0;
        float product = 0;
#pragma omp simd reduction(+ : sum, product)
        for (std::int64_t i = 0; i < width; ++i) {
            const float scaled = up[i] * gain[i];
            sum += scaled;
            product += scaled * hat[i];
            dGain[i] += up[i] * hat[i];
            dShift[i] += up[i];
        }
        sum *= inverseWidth;
        product *= inverseWidth;
        const float inverse = inverseDeviation[row];
#pragma omp simd
        for (std::int64_t i = 0; i < width; ++i)
            down[i] = inverse * (up[i] * gain[i] - sum - hat[i] * product);
        if (!dX)
            continue;
        float* branch = dX + row * width;
        const auto base = static_cast<std::uint32_t>(row * width);
#pragma omp simd
        for (std::int64_t i = 0; i < width; ++i)
            branch[i] = down[i] * keep(base + static_cast<std::uint32_t>(i));
    }
}

EXITSCOPE_CLONES
void gelu(const float* x, std::int64_t count, float* y)
{
#pragma omp simd
    for (std::int64_t i = 0; i < count; ++i)
        y[i] = x[i] * standardNormal(x[i]).distribution;
}

EXITSCOPE_CLONES
void geluBackward(const float* x, const float* dY, std::int64_t count, float* dX)
{
#pragma omp simd
    for (std::int64_t i = 0; i < count; ++i) {
        const Normal normal = standardNormal(x[i]);
        dX[i] = dY[i] * (normal.distribution + x[i] * normal.density);
    }
}

EXITSCOPE_CLONES
void addColumnSums(const float* x, std::int64_t rows, std::int64_t width, float* sums)
{
    for (std::int64_t row = 0; row < rows; ++row) {
        const float* in = x + row * width;
#pragma omp simd
        for (std::int64_t i = 0; i < width; ++i)
            sums[i] += in[i];
    }
}

EXITSCOPE_CLONES
double sumOfSquares(const float* x, std::int64_t count)
{
    constexpr std::int64_t block = 1024;
    double total = 0;
    for (std::int64_t first = 0; first < count; first += block) {
        const std::int64_t end = std::min(first + block, count);
        float sum = 0;
#pragma omp simd reduction(+ : sum)
        for (std::int64_t i = first; i < end; ++i)
            sum += x[i] * x[i];
        total += static_cast<double>(sum);
    }
    return total;
}

EXITSCOPE_CLONES
void adamW(const AdamStep& step, std::int64_t count, float* weight, const float* gradient, float* mean, float* square)
{
    const AdamStep s = step;
#pragma omp simd
    for (std::int64_t i = 0; i < count; ++i) {
        const float g = gradient[i] * s.gradientScale;
        mean[i] = s.beta1 * mean[i] + (1.0F - s.beta1) * g;
        square[i] = s.beta2 * square[i] + (1.0F - s.beta2) * g * g;
        const float denominator = std::sqrt(square[i] * s.correction2) + s.epsilon;
        weight[i] -= s.rate * (s.decay * weight[i] + mean[i] * s.correction1 / denominator);
    }
}

} // namespace exitscope::engine::kernels
