#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

namespace exitscope::engine {

struct LinearWeights
{
    at::Tensor weight; ///< [out, in]
    at::Tensor bias; ///< [out]; undefined where there is none
};

struct NormWeights
{
    at::Tensor weight, bias; ///< [H]
};

struct LayerWeights
{
    LinearWeights query, key, value, output;
    NormWeights attentionNorm;
    LinearWeights up, down;
    NormWeights outputNorm;
};

/// Decides from the first token's state: optional dense with tanh (or ReLU for DistilBERT), then the
/// classifier.
struct HeadWeights
{
    LinearWeights dense; ///< undefined where the classifier sits on the state itself
    LinearWeights classifier;
};

/// Every parameter of an encoder with exits, whatever names the checkpoint used. Shared layers, poolers and
/// heads are the same tensors repeated. Used by inference (views of the mapped file) and training (leaves
/// that require gradients) alike.
struct EncoderWeights
{
    at::Tensor wordEmbedding, positionEmbedding,
        typeEmbedding; ///< [V,E] [P,E] [types,E]; type may be undefined
    at::Tensor wordProjection; ///< [H, R] of a word table [V, R] in two factors; else undefined
    NormWeights embeddingNorm;
    LinearWeights projection; ///< ALBERT: [H, E]; else undefined
    std::vector<LayerWeights> layers;
    std::vector<HeadWeights> exits; ///< one per exit, the last is the full model's
    LinearWeights exitModule; ///< [1, H], what config.exitModule says; undefined without one
};

} // namespace exitscope::engine
