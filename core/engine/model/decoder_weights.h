#pragma once

#include "core/engine/checkpoint/decoder_map.h"
#include "core/engine/model/step_kernels.h"

#include <memory>
#include <vector>

namespace exitscope::engine {

struct AttentionWeights
{
    NormView norm;
    MatrixView query, key, value, output;
};

struct DecoderLayerWeights
{
    AttentionWeights self, cross;
    NormView feedNorm;
    MatrixView gate, up, down; ///< gate without a weight where the feed-forward part is not gated
};

struct StackWeights
{
    const float* positionEmbedding = nullptr; ///< [offset + P, H] or null
    const float* relativeBias = nullptr; ///< [buckets, heads] or null
    NormView embeddingNorm, finalNorm; ///< without a weight where the model has none
    std::vector<DecoderLayerWeights> layers;
};

struct ExitHeadWeights
{
    NormView norm;
    MatrixView head;
};

/// Every parameter of a generating model as float32 with a row per output: views of the mapped file where it has them so,
/// else converted or turned once. Immutable; may be read by several threads.
class DecoderWeights
{
public:
    explicit DecoderWeights(const DecoderMap& map);

    const float* wordEmbedding = nullptr; ///< [V, H]
    StackWeights decoder, encoder;
    std::vector<ExitHeadWeights> exits; ///< one per exit of the config
    MatrixView classifier; ///< [1, H]: of two outputs, their difference; no weight without one

private:
    std::vector<std::shared_ptr<const void>> m_owned; ///< tensors that are no views of the file
};

} // namespace exitscope::engine
