#pragma once

#include "core/engine/checkpoint/config_json.h"
#include "core/engine/checkpoint/weight_table.h"
#include "core/engine/model/encoder_config.h"

#include <string>
#include <vector>

namespace exitscope::engine {

/// Which tensor of a checkpoint plays which part. Null where a part does not exist; shapes and dtypes are
/// checked.
struct LinearMap
{
    const io::TensorView* weight = nullptr; ///< [out, in]
    const io::TensorView* bias = nullptr; ///< [out]
    explicit operator bool() const { return weight != nullptr; }
};

struct NormMap
{
    const io::TensorView* weight = nullptr;
    const io::TensorView* bias = nullptr;
};

struct LayerMap
{
    LinearMap query, key, value, output;
    NormMap attentionNorm;
    LinearMap up, down;
    NormMap outputNorm;
};

struct HeadMap
{
    LinearMap dense; ///< null where the classifier sits on the state itself
    LinearMap classifier;
};

/// An encoder with exits as a checkpoint holds it, whatever names it used. Shared layers, poolers and heads
/// are the same pointers repeated. The pointers live as long as the WeightTable.
struct EncoderMap
{
    EncoderConfig config;
    const io::TensorView* wordEmbedding = nullptr; ///< [V, E], or [V, R]
    const io::TensorView* wordProjection = nullptr; ///< [H, R] of a factorised word table, or null
    const io::TensorView* positionEmbedding = nullptr; ///< [P, E]
    const io::TensorView* typeEmbedding = nullptr; ///< [types, E] or null
    NormMap embeddingNorm;
    LinearMap projection; ///< ALBERT's [H, E], or null
    std::vector<LayerMap> layers;
    std::vector<HeadMap> exits; ///< one per config.exitLayer; the last is the full model's
    LinearMap exitModule; ///< [1, H], of the kind config.exitModule; null without one
    std::vector<std::string> unused; ///< tensors of the checkpoint that inference does not need
    std::vector<std::string> notes; ///< for people: what is unusual about this checkpoint
};

/// Reads the shape from config.json and finds every tensor by the names of BERT, RoBERTa, DistilBERT,
/// ElasticBERT and ALBERT, slimmed or not (slimming.h), with the exit heads of DeeBERT, BERxiT, PABEE, ElasticBERT,
/// COST-EFF, our own, or a plain classifier. Throws InputError that names the tensor (missing, wrong dtype, expected and found shape) or
/// the key of config.json at odds with it.
EncoderMap mapEncoder(const ConfigJson& config, const WeightTable& weights);

} // namespace exitscope::engine
