#pragma once

#include <cstddef>
#include <cstdint>

namespace exitscope::engine {

/// A matrix as decoding reads it: a row of `in` floats for every output.
struct MatrixView
{
    const float* weight = nullptr; ///< [out, in]
    const float* bias = nullptr;   ///< [out], or null
    std::int64_t out = 0, in = 0;
};

/// A layer norm, or without bias and mean a root-mean-square norm.
struct NormView
{
    const float* weight = nullptr; ///< [H]; null: no norm at all
    const float* bias = nullptr;
    float epsilon = 0;
    bool isRms = false;
};

enum class StepActivation : int { GeluErf, GeluTanh, Relu, Silu };

/// One token's query against the keys in a cache.
struct AttendTask
{
    const float* query;         ///< [heads, size]
    const float *keys, *values; ///< [keyHeads, capacity, size]
    const float* bias;          ///< of head h and position i at h·biasStride + i, or null
    float* output;              ///< [heads, size]
    float* scores;              ///< scratch, attendScratch(count) floats
    std::int64_t heads, keyHeads, size, count, capacity, biasStride;
    float scale;
};

/// The arithmetic of decoding. A row's result never depends on which rows it is computed with: every dot product is summed in
/// the same order however many share a call, so a batch says exactly what each of its texts alone would. One implementation
/// per instruction set, chosen at start; pointers need no alignment.
struct StepKernels
{
    const char* name;

    /// to [rows, out] = from [rows, in] · weightᵀ + bias.
    void (*multiply)(const MatrixView& matrix, const float* from, float* to, std::int64_t rows);
    /// to [count] = the outputs `which` of the same, for one row.
    void (*multiplySome)(const MatrixView& matrix, const float* from, const std::int32_t* which, float* to,
        std::int64_t count);
    /// to = norm(from); both [rows, width], and may be the same.
    void (*normalise)(const float* from, float* to, const NormView& norm, std::int64_t rows, std::int64_t width);
    void (*add)(float* to, const float* from, std::int64_t count);
    void (*activate)(float* values, StepActivation kind, std::int64_t count);
    /// values *= activation(gate).
    void (*activateGated)(float* values, const float* gate, StepActivation kind, std::int64_t count);
    /// softmax(scale · q·k + bias)·v of every head; heads share keys in equal groups.
    void (*attend)(const AttendTask& task);
};

const StepKernels& stepKernels();

/// Floats of scratch for an attention over `count` positions.
std::size_t attendScratch(std::int64_t count);

} // namespace exitscope::engine
