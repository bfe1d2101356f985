#include "core/engine/train/kernels.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <vector>

// One function, three machine codes. Helpers must be inlined into each of them.
#define EXITSCOPE_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#define EXITSCOPE_INLINE inline __attribute__((always_inline))

namespace exitscope::engine::kernels {

namespace {

EXITSCOPE_INLINE std::uint32_t mix(std::uint32_t x)
{
    x ^= x >> 16;
    x *= 0x85ebca6bU;
    x ^= x >> 13;
    x *= 0xc2b2ae35U;
    return x ^ (x >> 16);
}

/// Keeps an element when its hash is below the bound; 24 bits decide, which keeps the comparison signed and cheap.
struct Keep
{
    std::uint32_t key;
    std::int32_t bound;
    float scale;

    EXITSCOPE_INLINE explicit Keep(Dropout dropout)
        : key(dropout.key)
        , bound(static_cast<std::int32_t>((1.0F - dropout.rate) * 16777216.0F))
        , scale(1.0F / (1.0F - dropout.rate))
    {
    }
    EXITSCOPE_INLINE float operator()(std::uint32_t index) const
    {
        const auto draw = static_cast<std::int32_t>(mix(index * 0x9e3779b9U + key) >> 8);
        return draw < bound ? scale : 0.0F;
    }
};

/// e^x to about 2 ulp for x in [-87, 88]; clamped outside.
EXITSCOPE_INLINE float exponential(float x)
{
    x = x < -87.0F ? -87.0F : x;
    x = x > 88.0F ? 88.0F : x;
    const float magic = 12582912.0F; // 1.5 · 2^23: adding it rounds to an integer
    const float shifted = x * 1.44269504F + magic;
    const float n = shifted - magic;
    const float r = (x - n * 0.693359375F) + n * 2.12194440e-4F;
    float p = 1.0F / 5040.0F;
    p = p * r + 1.0F / 720.0F;
    p = p * r + 1.0F / 120.0F;
    p = p * r + 1.0F / 24.0F;
    p = p * r + 1.0F / 6.0F;
    p = p * r + 0.5F;
    p = p * r + 1.0F;
    p = p * r + 1.0F;
    const auto exponent = std::bit_cast<std::uint32_t>(shifted) << 23;
    return std::bit_cast<float>(std::bit_cast<std::uint32_t>(p) + exponent);
}

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

namespace {

/// Copies one head's rows into a [size, n] array, so that products over j run along memory.
EXITSCOPE_INLINE void transpose(
    const float* from, std::int64_t n, std::int64_t stride, std::int64_t size, float scale, float* to)
{
    for (std::int64_t j = 0; j < n; ++j)
        for (std::int64_t c = 0; c < size; ++c)
            to[c * n + j] = from[j * stride + c] * scale;
}

/// row[j] = Σ_c a[c] · columns[c, j]
EXITSCOPE_INLINE void rowTimes(const float* a, const float* columns, std::int64_t size, std::int64_t n, float* row)
{
#pragma omp simd
    for (std::int64_t j = 0; j < n; ++j)
        row[j] = 0;
    std::int64_t c = 0;
    for (; c + 4 <= size; c += 4) {
        const float a0 = a[c], a1 = a[c + 1], a2 = a[c + 2], a3 = a[c + 3];
        const float* p = columns + c * n;
#pragma omp simd
        for (std::int64_t j = 0; j < n; ++j)
            row[j] += a0 * p[j] + a1 * p[n + j] + a2 * p[2 * n + j] + a3 * p[3 * n + j];
    }
    for (; c < size; ++c) {
        const float* p = columns + c * n;
#pragma omp simd
        for (std::int64_t j = 0; j < n; ++j)
            row[j] += a[c] * p[j];
    }
}

/// sum[c] += Σ_j w[j] · rows[j, c]
EXITSCOPE_INLINE void addWeightedRows(
    const float* w, const float* rows, std::int64_t n, std::int64_t stride, std::int64_t size, float* sum)
{
    std::int64_t j = 0;
    for (; j + 4 <= n; j += 4) {
        const float* p = rows + j * stride;
        const float w0 = w[j], w1 = w[j + 1], w2 = w[j + 2], w3 = w[j + 3];
#pragma omp simd
        for (std::int64_t c = 0; c < size; ++c)
            sum[c] += w0 * p[c] + w1 * p[stride + c] + w2 * p[2 * stride + c] + w3 * p[3 * stride + c];
    }
    for (; j < n; ++j) {
        const float* p = rows + j * stride;
#pragma omp simd
        for (std::int64_t c = 0; c < size; ++c)
            sum[c] += w[j] * p[c];
    }
}

EXITSCOPE_INLINE void softmaxRow(float* row, std::int64_t n)
{
    float largest = row[0];
#pragma omp simd reduction(max : largest)
    for (std::int64_t j = 0; j < n; ++j)
        largest = row[j] > largest ? row[j] : largest;
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (std::int64_t j = 0; j < n; ++j) {
        row[j] = exponential(row[j] - largest);
        sum += row[j];
    }
    const float inverse = 1.0F / sum;
#pragma omp simd
    for (std::int64_t j = 0; j < n; ++j)
        row[j] *= inverse;
}

std::int64_t longest(std::span<const std::int32_t> offsets)
{
    std::int64_t most = 0;
    for (std::size_t s = 0; s + 1 < offsets.size(); ++s)
        most = std::max<std::int64_t>(most, offsets[s + 1] - offsets[s]);
    return most;
}

/// Places of one sequence and one head in the packed arrays.
struct HeadView
{
    const float *query, *key, *value;
    std::int64_t n, stride, width;
};

EXITSCOPE_INLINE HeadView headView(
    const float* qkv, std::int64_t first, std::int64_t n, std::int64_t head, std::int64_t heads, std::int64_t size)
{
    const std::int64_t width = heads * size;
    const float* rows = qkv + first * 3 * width + head * size;
    return { rows, rows + width, rows + 2 * width, n, 3 * width, width };
}

} // namespace

std::int64_t probabilityCount(std::span<const std::int32_t> offsets, std::int64_t heads)
{
    std::int64_t count = 0;
    for (std::size_t s = 0; s + 1 < offsets.size(); ++s) {
        const std::int64_t n = offsets[s + 1] - offsets[s];
        count += heads * n * n;
    }
    return count;
}

EXITSCOPE_CLONES
void attention(const float* qkv, std::span<const std::int32_t> offsets, std::int64_t heads, std::int64_t size,
    Dropout dropout, float* context, float* probabilities)
{
    const Keep keep(dropout);
    const auto scale = 1.0F / std::sqrt(static_cast<float>(size));
    const std::int64_t most = longest(offsets);
    std::vector<float> keys(static_cast<std::size_t>(most * size));
    std::vector<float> kept(static_cast<std::size_t>(most));
    std::uint32_t element = 0;
    for (std::size_t s = 0; s + 1 < offsets.size(); ++s) {
        const std::int64_t first = offsets[s];
        const std::int64_t n = offsets[s + 1] - first;
        for (std::int64_t head = 0; head < heads; ++head) {
            const HeadView view = headView(qkv, first, n, head, heads, size);
            transpose(view.key, n, view.stride, size, scale, keys.data());
            for (std::int64_t i = 0; i < n; ++i, probabilities += n, element += static_cast<std::uint32_t>(n)) {
                rowTimes(view.query + i * view.stride, keys.data(), size, n, probabilities);
                softmaxRow(probabilities, n);
                const float* weights = probabilities;
                if (dropout.rate > 0) {
#pragma omp simd
                    for (std::int64_t j = 0; j < n; ++j)
                        kept[static_cast<std::size_t>(j)]
                            = probabilities[j] * keep(element + static_cast<std::uint32_t>(j));
                    weights = kept.data();
                }
                float* out = context + (first + i) * view.width + head * size;
                std::fill_n(out, size, 0.0F);
                addWeightedRows(weights, view.value, n, view.stride, size, out);
            }
        }
    }
}

EXITSCOPE_CLONES
void attentionBackward(const float* qkv, const float* probabilities, const float* dContext,
    std::span<const std::int32_t> offsets, std::int64_t heads, std::int64_t size, Dropout dropout, float* dQkv)
{
    const Keep keep(dropout);
    const auto scale = 1.0F / std::sqrt(static_cast<float>(size));
    const std::int64_t most = longest(offsets);
    const auto square = static_cast<std::size_t>(most * most);
    std::vector<float> values(static_cast<std::size_t>(most * size));
    std::vector<float> dScores(square), kept(square), column(static_cast<std::size_t>(most));
    std::uint32_t element = 0;
    for (std::size_t s = 0; s + 1 < offsets.size(); ++s) {
        const std::int64_t first = offsets[s];
        const std::int64_t n = offsets[s + 1] - first;
        for (std::int64_t head = 0; head < heads; ++head) {
            const HeadView view = headView(qkv, first, n, head, heads, size);
            float* dQuery = dQkv + first * view.stride + head * size;
            float* dKey = dQuery + view.width;
            float* dValue = dKey + view.width;
            const float* dRows = dContext + first * view.width + head * size;
            transpose(view.value, n, view.stride, size, 1.0F, values.data());
            for (std::int64_t i = 0; i < n; ++i) {
                float* row = dScores.data() + i * n;
                float* factors = kept.data() + i * n;
                rowTimes(dRows + i * view.width, values.data(), size, n, row);
                float dot = 0;
#pragma omp simd reduction(+ : dot)
                for (std::int64_t j = 0; j < n; ++j) {
                    const float factor = keep(element + static_cast<std::uint32_t>(j));
                    factors[j] = probabilities[j] * factor;
                    dot += row[j] * factors[j];
                    row[j] *= factor;
                }
#pragma omp simd
                for (std::int64_t j = 0; j < n; ++j)
                    row[j] = probabilities[j] * (row[j] - dot) * scale;
                std::fill_n(dQuery + i * view.stride, size, 0.0F);
                addWeightedRows(row, view.key, n, view.stride, size, dQuery + i * view.stride);
                probabilities += n;
                element += static_cast<std::uint32_t>(n);
            }
            for (std::int64_t j = 0; j < n; ++j) {
                std::fill_n(dKey + j * view.stride, size, 0.0F);
                std::fill_n(dValue + j * view.stride, size, 0.0F);
                for (std::int64_t i = 0; i < n; ++i)
                    column[static_cast<std::size_t>(i)] = dScores[static_cast<std::size_t>(i * n + j)];
                addWeightedRows(column.data(), view.query, n, view.stride, size, dKey + j * view.stride);
                for (std::int64_t i = 0; i < n; ++i)
                    column[static_cast<std::size_t>(i)] = kept[static_cast<std::size_t>(i * n + j)];
                addWeightedRows(column.data(), dRows, n, view.width, size, dValue + j * view.stride);
            }
        }
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
