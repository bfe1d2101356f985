#pragma once

#include <cstddef>
#include <cstdint>

namespace exitscope::engine {

/// bfloat16 as its bits.
struct BFloat16
{
    std::uint16_t bits;
};

enum class RowActivation : int { GeluErf, GeluTanh, Relu };

/// Per-feature scale and shift of a layer norm.
struct RowNorm
{
    const float* weight;
    const float* bias;
    float epsilon;
};

/// Attention of one sequence inside packed rows: some or all of its tokens ask, all of them answer. `bias` holds the query's,
/// the key's and the value's, 3·heads·size.
template <typename T> struct AttentionTask
{
    const T* query; ///< [queries, heads·size], a row every `stride`
    const T *key, *value; ///< [tokens, heads·size], a row every `stride`
    const float* bias; ///< [3·heads·size]
    T* output; ///< [queries, heads·size]
    std::int64_t queries, tokens, heads, size, stride; ///< queries is at most tokens
    float* scratch; ///< attentionScratch(tokens, size) floats, 64-byte aligned
};

/// What a matrix product leaves to do on packed rows, fused so that each row is read once: the products
/// themselves run without bias. One implementation per instruction set, chosen at start; pointers need no
/// alignment.
struct RowKernels
{
    const char* name; ///< "avx512", "avx2", "baseline"

    /// state += position + type rows, then its norm. Indices are per row; `types` may be null.
    void (*embed)(float* state, const float* positions, const std::int32_t* position, const float* types,
        const std::int32_t* type, const RowNorm& norm, std::int64_t rows, std::int64_t width);
    /// state = norm(state + product + bias).
    void (*addNorm)(float* state, const float* product, const float* bias, const RowNorm& norm,
        std::int64_t rows, std::int64_t width);
    /// The same from a bfloat16 product; `half` gets the new state rounded, ready for the next product.
    void (*addNormHalf)(float* state, const BFloat16* product, const float* bias, const RowNorm& norm,
        BFloat16* half, std::int64_t rows, std::int64_t width);
    /// values = activation(values + bias), in place.
    void (*activate)(
        float* values, const float* bias, RowActivation kind, std::int64_t rows, std::int64_t width);
    void (*activateHalf)(
        BFloat16* values, const float* bias, RowActivation kind, std::int64_t rows, std::int64_t width);
    /// softmax(Q·Kᵀ/√size)·V of every head.
    void (*attend)(const AttentionTask<float>& task);
    void (*attendHalf)(const AttentionTask<BFloat16>& task);
    void (*toHalf)(const float* from, BFloat16* to, std::int64_t count);
};

/// The best implementation that this processor runs.
const RowKernels& rowKernels();

/// Floats of scratch that an attention task needs.
std::size_t attentionScratch(std::int64_t tokens, std::int64_t size);

} // namespace exitscope::engine
