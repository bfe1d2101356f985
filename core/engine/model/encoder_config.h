#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace exitscope::engine {

enum class Family { Bert, Roberta, DistilBert, ElasticBert, Albert };
enum class Activation { GeluErf, GeluTanh, Relu };

/// How exits decide from the first token's state after their layer.
enum class HeadKind {
    PoolerPerExit, ///< own dense+tanh pooler, own classifier (DeeBERT highways, ElasticBERT, BERxiT)
    SharedPooler, ///< one pooler for all, one classifier per exit (PABEE)
    SharedLastHead, ///< a plain checkpoint: its only head at every layer, untrained there
    DenseClassifier, ///< RoBERTa/DistilBERT style head: dense, activation, projection, per exit or shared
    StateTanh, ///< one classifier per exit on tanh of the state, no dense (COST-EFF; methods.md, 4.1)
};

/// What stands between a head's dense layer and its classifier: tanh everywhere but in DistilBERT's.
enum class HeadActivation { Tanh, Relu };

/// A trained unit, shared by all exits, that says at each whether to leave there (methods.md, 1.5 and 1.7).
enum class ExitModule {
    None,
    Lte, ///< BERxiT: u = sigmoid(w·r + b) on the pooled state r, the chance that the exit is wrong
    Classifier, ///< CALM: c = sigmoid(v·h + b) on the state h, the chance that the exit agrees with the last one
};

/// The shape of an encoder with exits, as config.json and the weights agree on it. Torch-free.
struct EncoderConfig
{
    Family family = Family::Bert;
    std::int64_t layers = 0, hidden = 0, heads = 0, feedForward = 0, vocabulary = 0, positions = 0, types = 2;
    std::int64_t embedding = 0; ///< ALBERT's E; otherwise = hidden
    std::int64_t positionOffset = 0; ///< RoBERTa: padding_idx + 1
    std::int64_t classes = 0; ///< 1 = regression
    double layerNormEpsilon = 1e-12;
    Activation activation = Activation::GeluErf;
    bool sharedLayers = false; ///< ALBERT
    std::int32_t padToken = 0;
    HeadKind head = HeadKind::PoolerPerExit;
    HeadActivation headActivation = HeadActivation::Tanh;
    ExitModule exitModule = ExitModule::None;
    std::vector<std::int32_t> exitLayer; ///< 1-based
    /// Slimmed models (COST-EFF, CoFi). The word table may be [V, R] with a bias-free projection [H, R] of its rows, before positions
    /// and types are added; 0 = it is whole. Layers may have fewer heads and inner units than `heads` and `feedForward`; empty =
    /// all have as many.
    std::int64_t wordRank = 0;
    std::int64_t headSize = 0; ///< 0 = hidden / heads
    std::vector<std::int64_t> headsKept, feedForwardKept; ///< [layers], at least 1 each
    bool classifiesTokens = false; ///< heads decide from each token's own state, not from the first token's
    std::string tagScheme; ///< of the tags that a token classifier was trained on, as config.json says; may be empty
    std::vector<std::string> labelNames;
    std::string modelType; ///< as config.json says

    std::int64_t sizeOfHead() const { return headSize > 0 ? headSize : hidden / heads; }
    /// Of a layer, from 0.
    std::int64_t headsOf(std::int64_t layer) const
    {
        return headsKept.empty() ? heads : headsKept[static_cast<std::size_t>(layer)];
    }
    std::int64_t feedForwardOf(std::int64_t layer) const
    {
        return feedForwardKept.empty() ? feedForward : feedForwardKept[static_cast<std::size_t>(layer)];
    }
};

} // namespace exitscope::engine
