#include "core/engine/train/attention_parts.h"
#include "core/engine/train/decoder_kernels.h"

#include <algorithm>
#include <vector>

namespace exitscope::engine::kernels {

namespace {

/// One text and one head of it.
struct Part
{
    std::int64_t firstQuery, queries, firstKey, keys;
};

EXITSCOPE_INLINE Part partOf(const AttentionShape& shape, std::size_t text)
{
    return { shape.queryOffsets[text], shape.queryOffsets[text + 1] - shape.queryOffsets[text], shape.keyOffsets[text],
        shape.keyOffsets[text + 1] - shape.keyOffsets[text] };
}

std::int64_t texts(const AttentionShape& shape)
{
    return static_cast<std::int64_t>(shape.queryOffsets.size()) - 1;
}

/// Scratch for the longest text.
struct Most
{
    std::int64_t queries = 0, keys = 0;
};

Most longest(const AttentionShape& shape)
{
    Most most;
    for (std::int64_t text = 0; text < texts(shape); ++text) {
        const Part part = partOf(shape, static_cast<std::size_t>(text));
        most.queries = std::max(most.queries, part.queries);
        most.keys = std::max(most.keys, part.keys);
    }
    return most;
}

std::vector<float> scratch(std::int64_t floats)
{
    return std::vector<float>(static_cast<std::size_t>(floats));
}

} // namespace

std::int64_t attentionCount(const AttentionShape& shape)
{
    std::int64_t count = 0;
    for (std::int64_t text = 0; text < texts(shape); ++text) {
        const Part part = partOf(shape, static_cast<std::size_t>(text));
        count += shape.heads * part.queries * part.keys;
    }
    return count;
}

EXITSCOPE_CLONES
void attend(const AttentionShape& shape, const float* query, const float* key, const float* value, float* context,
    float* probabilities)
{
    const Keep keep(shape.dropout);
    const Most most = longest(shape);
    const std::int64_t size = shape.size, width = shape.heads * size, group = shape.heads / shape.keyHeads;
    std::vector<float> columns = scratch(most.keys * size), kept = scratch(most.keys);
    std::uint32_t element = 0;
    for (std::int64_t text = 0; text < texts(shape); ++text) {
        const Part part = partOf(shape, static_cast<std::size_t>(text));
        for (std::int64_t head = 0; head < shape.heads; ++head) {
            const std::int64_t keyAt = part.firstKey * shape.keyStride + head / group * size;
            transpose(key + keyAt, part.keys, shape.keyStride, size, shape.scale, columns.data());
            const float* bias = shape.bias ? shape.bias + head * shape.biasWidth + shape.biasOrigin : nullptr;
            for (std::int64_t i = 0; i < part.queries; ++i, probabilities += part.keys) {
                const std::int64_t seen = shape.isCausal ? i + 1 : part.keys;
                // All columns at once keeps the loop's bounds those of the text; what is not seen is overwritten.
                rowTimes(query + (part.firstQuery + i) * shape.queryStride + head * size, columns.data(), size, part.keys,
                    probabilities);
                if (bias) {
#pragma omp simd
                    for (std::int64_t j = 0; j < seen; ++j)
                        probabilities[j] += bias[j - i];
                }
                softmaxRow(probabilities, seen);
                std::fill(probabilities + seen, probabilities + part.keys, 0.0F);
                const float* weights = probabilities;
                if (shape.dropout.rate > 0) {
#pragma omp simd
                    for (std::int64_t j = 0; j < seen; ++j)
                        kept[static_cast<std::size_t>(j)]
                            = probabilities[j] * keep(element + static_cast<std::uint32_t>(j));
                    weights = kept.data();
                }
                element += static_cast<std::uint32_t>(part.keys);
                float* out = context + (part.firstQuery + i) * width + head * size;
                std::fill_n(out, size, 0.0F);
                addWeightedRows(weights, value + keyAt, seen, shape.keyStride, size, out);
            }
        }
    }
}

EXITSCOPE_CLONES
void attendBackward(const AttentionShape& shape, const float* query, const float* key, const float* value,
    const float* probabilities, const float* dContext, float* dQuery, float* dKey, float* dValue, float* dBias)
{
    const Keep keep(shape.dropout);
    const Most most = longest(shape);
    const std::int64_t size = shape.size, width = shape.heads * size, group = shape.heads / shape.keyHeads;
    std::vector<float> columns = scratch(most.keys * size), column = scratch(most.queries);
    std::vector<float> dScores = scratch(most.queries * most.keys), kept = scratch(most.queries * most.keys);
    std::uint32_t element = 0;
    for (std::int64_t text = 0; text < texts(shape); ++text) {
        const Part part = partOf(shape, static_cast<std::size_t>(text));
        const std::int64_t n = part.keys;
        for (std::int64_t head = 0; head < shape.heads; ++head) {
            const std::int64_t keyAt = part.firstKey * shape.keyStride + head / group * size;
            const std::int64_t queryAt = part.firstQuery * shape.queryStride + head * size;
            const float* dRows = dContext + part.firstQuery * width + head * size;
            float* biasSums = dBias ? dBias + head * shape.biasWidth + shape.biasOrigin : nullptr;
            transpose(value + keyAt, n, shape.keyStride, size, 1.0F, columns.data());
            for (std::int64_t i = 0; i < part.queries; ++i, probabilities += n, element += static_cast<std::uint32_t>(n)) {
                float* row = dScores.data() + i * n;
                float* factors = kept.data() + i * n;
                rowTimes(dRows + i * width, columns.data(), size, n, row);
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
                    row[j] = probabilities[j] * (row[j] - dot); // 0 where nothing is seen
                const std::int64_t seen = shape.isCausal ? i + 1 : n;
                if (biasSums) {
#pragma omp simd
                    for (std::int64_t j = 0; j < seen; ++j)
                        biasSums[j - i] += row[j];
                }
#pragma omp simd
                for (std::int64_t j = 0; j < n; ++j)
                    row[j] *= shape.scale;
                float* out = dQuery + queryAt + i * shape.queryStride;
                std::fill_n(out, size, 0.0F);
                addWeightedRows(row, key + keyAt, seen, shape.keyStride, size, out);
            }
            for (std::int64_t j = 0; j < n; ++j) {
                const std::int64_t first = shape.isCausal ? j : 0;
                for (std::int64_t i = first; i < part.queries; ++i)
                    column[static_cast<std::size_t>(i)] = dScores[static_cast<std::size_t>(i * n + j)];
                addWeightedRows(column.data() + first, query + queryAt + first * shape.queryStride, part.queries - first,
                    shape.queryStride, size, dKey + keyAt + j * shape.keyStride);
                for (std::int64_t i = first; i < part.queries; ++i)
                    column[static_cast<std::size_t>(i)] = kept[static_cast<std::size_t>(i * n + j)];
                addWeightedRows(column.data() + first, dRows + first * width, part.queries - first, width, size,
                    dValue + keyAt + j * shape.keyStride);
            }
        }
    }
}

} // namespace exitscope::engine::kernels
