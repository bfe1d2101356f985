#pragma once

#include "core/engine/train/kernels.h"

#include <cstdint>
#include <span>

/// What trainable language models need beyond the encoder's kernels, compiled the same way. Arrays are row-major; texts lie side
/// by side in packed rows, text s owning rows offsets[s] … offsets[s+1].
namespace exitscope::engine::kernels {

/// y = gain · x / rms(x) over rows of `width`; keeps `inverse` [rows], 1 / rms.
void rmsNorm(
    const float* x, const float* gain, float epsilon, std::int64_t rows, std::int64_t width, float* y, float* inverse);
/// Writes dX; adds to dGain.
void rmsNormBackward(const float* x, const float* inverse, const float* gain, const float* dY, std::int64_t rows,
    std::int64_t width, float* dX, float* dGain);

/// total = x + dropout(branch).
void addBranch(const float* x, const float* branch, std::int64_t count, Dropout dropout, float* total);
/// The branch's gradient of it.
void addBranchBackward(const float* dTotal, std::int64_t count, Dropout dropout, float* dBranch);

enum class Bend { GeluTanh, Silu, Relu };
/// y = bend(x) over `count` numbers, and its gradient.
void bend(Bend kind, const float* x, std::int64_t count, float* y);
void bendBackward(Bend kind, const float* x, const float* dY, std::int64_t count, float* dX);
/// y = bend(gate) · up over rows [gate | up] of 2 · width, and its gradient [dGate | dUp].
void bendGated(Bend kind, const float* x, std::int64_t rows, std::int64_t width, float* y);
void bendGatedBackward(Bend kind, const float* x, const float* dY, std::int64_t rows, std::int64_t width, float* dX);

/// Who attends to whom: queries of a text to the same text's keys.
struct AttentionShape
{
    std::span<const std::int32_t> queryOffsets, keyOffsets; ///< [texts + 1]
    std::int64_t heads = 1, keyHeads = 1, size = 1; ///< several heads may share a key head
    std::int64_t queryStride = 0, keyStride = 0;    ///< floats from row to row; values lie as keys do
    bool isCausal = false; ///< query i sees keys 0 … i
    float scale = 1;
    const float* bias = nullptr; ///< [heads, biasWidth] or null: at biasOrigin + j − i, added for query i and key j
    std::int64_t biasWidth = 0, biasOrigin = 0;
    Dropout dropout; ///< of probabilities
};

/// Floats that the probabilities take.
std::int64_t attentionCount(const AttentionShape& shape);

/// Writes `context` [rows, heads · size] and the probabilities before dropout.
void attend(const AttentionShape& shape, const float* query, const float* key, const float* value, float* context,
    float* probabilities);

/// Writes dQuery; adds to dKey, dValue and (where there is one) dBias.
void attendBackward(const AttentionShape& shape, const float* query, const float* key, const float* value,
    const float* probabilities, const float* dContext, float* dQuery, float* dKey, float* dValue, float* dBias);

/// Turns pairs (i, i + size/2) of each head in place by the angle of the row's position, or back. `cosines` and `sines` are
/// [positions, size/2]; `stride` floats from row to row.
void rotate(float* rows, std::span<const std::int32_t> offsets, std::int64_t heads, std::int64_t size, std::int64_t stride,
    const float* cosines, const float* sines, bool isBack);

/// Cross-entropy of rows of logits against one word each.
struct WordLoss
{
    float smoothing = 0;  ///< s: the target is 1 − s on the word and s / V on every one
    float normaliser = 0; ///< z: z · (log Σ exp logits)² is added
};
struct WordLossSums
{
    double loss = 0; ///< with smoothing and normaliser
    double surprise = 0; ///< −log p(word)
    std::int64_t right = 0; ///< rows whose likeliest word is the one wanted
};

/// Adds to `sums`. With `gradientScale` not 0 the logits become gradients, times that scale. `best` [rows] or null: likeliest
/// words, ties to the lowest.
void wordLoss(const WordLoss& loss, float* logits, const std::int32_t* words, std::int64_t rows, std::int64_t vocabulary,
    float gradientScale, WordLossSums& sums, std::int32_t* best);

} // namespace exitscope::engine::kernels
