#include "core/engine/train/attention_parts.h"
#include "core/engine/train/kernels.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace exitscope::engine::kernels {

namespace {

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

} // namespace exitscope::engine::kernels
