#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace exitscope::engine {

enum class DecoderFamily { Gpt2, Llama, T5, Bart };

enum class NormKind { Layer, Rms };
/// Where a block's norm stands: before its product, as in GPT-2, Llama and T5, or after the residual, as in BART.
enum class NormPlace { Before, After };
enum class PositionKind {
    Learned, ///< a row per position, added to the embedding
    RotaryNeighbours, ///< pairs (0, 1), (2, 3), … turn (llama2.c)
    RotaryHalves, ///< pairs (i, i + d/2) turn (Hugging Face)
    RelativeBias, ///< a learned number per bucket of distance and head, added to the scores (T5)
};
enum class FeedActivation { GeluErf, GeluTanh, Relu, Silu };

/// One tower of layers: the decoder, or the encoder before it.
struct StackConfig
{
    std::int64_t layers = 0, heads = 0, keyHeads = 0, feedForward = 0;
    bool isCausal = true;
    bool attendsEncoder = false;
};

/// The shape of a language model that generates, as config.json and the weights agree on it. Torch-free.
struct DecoderConfig
{
    DecoderFamily family = DecoderFamily::Gpt2;
    std::string modelType; ///< as config.json says
    StackConfig decoder;
    StackConfig encoder; ///< no layers in a model that is a decoder alone
    std::int64_t hidden = 0, headSize = 0, vocabulary = 0;
    std::int64_t positions = 0; ///< the longest text, prompt included; 0 = without a limit of its own
    std::int64_t positionOffset = 0; ///< row of the first position (BART: 2)
    NormKind norm = NormKind::Layer;
    NormPlace normPlace = NormPlace::Before;
    double normEpsilon = 1e-5;
    PositionKind position = PositionKind::Learned;
    std::vector<double> rotaryFrequency; ///< [d/2] radians a position
    std::int64_t relativeBuckets = 0, relativeDistance = 0;
    bool isGated = false;
    FeedActivation activation = FeedActivation::GeluTanh;
    double attentionScale = 1; ///< of query · key
    double embeddingScale = 1;
    double stateScale = 1; ///< of the state before the head (tied T5: 1/√d)
    bool isTied = false; ///< the head is the embedding
    bool hasOwnHeads = false; ///< exits with norms and heads of their own, not the model's at every layer
    bool hasClassifier = false; ///< a trained exit classifier
    std::vector<std::int32_t> exitLayer; ///< 1-based and ascending; the last is the model's last layer

    std::int32_t firstToken = -1; ///< what an encoder–decoder starts with; of a decoder, what precedes a prompt, or −1
    std::int32_t forcedFirst = -1; ///< what it says first whatever its logits (BART), or −1
    std::int32_t padToken = -1;
    std::vector<std::int32_t> lastTokens; ///< any of them ends a text

    bool hasEncoder() const { return encoder.layers > 0; }
    std::int64_t queryWidth(const StackConfig& stack) const { return stack.heads * headSize; }
    std::int64_t keyWidth(const StackConfig& stack) const { return stack.keyHeads * headSize; }
};

} // namespace exitscope::engine
