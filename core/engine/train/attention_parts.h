#pragma once

#include "core/engine/train/kernel_parts.h"

/// Loops that the attention kernels share, for their own sources only.
namespace exitscope::engine::kernels {

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

} // namespace exitscope::engine::kernels
