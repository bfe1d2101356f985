#pragma once

#include "core/engine/checkpoint/config_json.h"
#include "core/engine/checkpoint/encoder_map.h"
#include "core/engine/checkpoint/weight_finder.h"
#include "core/engine/model/decoder_config.h"

#include <string>
#include <vector>

namespace exitscope::engine {

/// A matrix [out, in] inside a tensor: all of it, or some of its outputs where a checkpoint keeps several matrices as one.
struct MatrixMap
{
    const io::TensorView* weight = nullptr;
    const io::TensorView* bias = nullptr; ///< or null
    std::int64_t out = 0, in = 0;
    std::int64_t first = 0;      ///< its first output in the tensor and in the bias
    bool isInputMajor = false;   ///< the tensor is [in, all outputs] (GPT-2's Conv1D)

    explicit operator bool() const { return weight != nullptr; }
};

struct AttentionMap
{
    NormMap norm;
    MatrixMap query, key, value, output;
};

struct DecoderLayerMap
{
    AttentionMap self, cross; ///< cross without matrices where there is no encoder
    NormMap feedNorm;
    MatrixMap gate, up, down; ///< gate only where the feed-forward part is gated
};

struct StackMap
{
    const io::TensorView* positionEmbedding = nullptr; ///< [offset + P, H] or null
    const io::TensorView* relativeBias = nullptr; ///< [buckets, heads] or null
    NormMap embeddingNorm; ///< BART
    std::vector<DecoderLayerMap> layers;
    NormMap finalNorm; ///< without one in BART
};

struct ExitHeadMap
{
    NormMap norm; ///< null where the model has no final norm
    MatrixMap head; ///< [V, H]
};

/// A generating model as a checkpoint holds it, whatever names it used. The pointers live as long as the weights.
struct DecoderMap
{
    DecoderConfig config;
    const io::TensorView* wordEmbedding = nullptr; ///< [V, H]
    StackMap decoder, encoder;
    /// One per config.exitLayer; without own heads the same for all.
    std::vector<ExitHeadMap> exits;
    MatrixMap classifier; ///< [1 or 2, H] over all layers' states, or null
    std::vector<std::string> unused; ///< tensors of the checkpoint that generation does not need
    std::vector<std::string> notes; ///< for people: what is unusual about this checkpoint
};

/// The families that generate, as messages list them: "gpt2, llama, t5, mt5 and bart".
std::string decoderFamilies();
/// Whether "model_type" names one of them. Throws InputError where the key is no text.
bool isDecoder(const ConfigJson& config);

/// Shape and tensors. Throws InputError that names the key, or the tensor that is missing or has another shape.
DecoderMap mapDecoder(const ConfigJson& config, const WeightTable& weights);

/// The parts of mapDecoder(). A config is read first, then each family finds its tensors.
DecoderConfig readDecoderConfig(const ConfigJson& config);
void mapGpt2(WeightFinder& finder, DecoderMap& map);
void mapLlama(WeightFinder& finder, DecoderMap& map);
void mapT5(WeightFinder& finder, DecoderMap& map);
void mapBart(WeightFinder& finder, DecoderMap& map);

} // namespace exitscope::engine
