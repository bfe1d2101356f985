#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace exitscope::cost {

/// How an exit gets from the first token's state to logits.
enum class HeadKind {
    PoolerPerExit, ///< dense H×H at every exit, then a classifier (BERT, DeeBERT, ElasticBERT, RoBERTa's head)
    SharedPooler,  ///< the same work, one set of pooler weights (PABEE)
    Direct,        ///< a classifier alone (COST-EFF)
};

/// The numbers that costs depend on. A pruned layer is described by `headsKept` and `feedForwardKept`.
struct EncoderShape
{
    std::int64_t layers = 0, hidden = 0, heads = 0, feedForward = 0;
    std::int64_t headSize = 0; ///< 0 = hidden / heads
    std::int64_t vocabulary = 0, positions = 0, types = 0;
    std::int64_t embedding = 0; ///< width of the embedding tables; 0 = hidden. Less than hidden: factorised as ALBERT's are
    std::int64_t wordRank = 0; ///< R of a word table in two factors, V×R and R×H, beside whole positions and types (COST-EFF); 0 = whole
    std::int64_t classes = 0;
    std::int64_t exits = 1; ///< heads that the model carries, the last one included
    HeadKind head = HeadKind::PoolerPerExit;
    bool sharedLayers = false; ///< ALBERT: one layer's weights for all; costs are not shared
    std::vector<std::int64_t> headsKept;       ///< per layer, or empty = all
    std::vector<std::int64_t> feedForwardKept; ///< per layer, or empty = all

    bool operator==(const EncoderShape&) const = default;
};

/// As one line of JSON, and back: how a trace carries its model's shape (metadata "shape"). Nothing when the text is
/// not such an object or its numbers make no model.
std::string toJson(const EncoderShape& shape);
std::optional<EncoderShape> shapeFromJson(std::string_view text);

/// Multiply-accumulates of one layer (0-based) on n tokens: 4nHA' + 2n²A' + 2nHF; no biases, softmax, activations or
/// norms (methods.md §8.1).
std::int64_t layerMacs(const EncoderShape& shape, std::int64_t layer, std::int64_t tokens);
std::int64_t headMacs(const EncoderShape& shape); ///< of one exit, on one row (§8.3)
std::int64_t embeddingMacs(const EncoderShape& shape, std::int64_t tokens); ///< look-ups are free, a projection is not
/// All layers, without embeddings and heads: the figure that papers quote.
std::int64_t encoderMacs(const EncoderShape& shape, std::int64_t tokens);

/// FLOPs (twice the MACs) of one pass of the full model: embeddings, all layers, one head.
double fullFlops(const EncoderShape& shape, std::int64_t tokens);

/// What goes into a trace's `layer_flops` [N, E]: cumulative FLOPs up to and including each exit (1-based layers), that
/// is embeddings, the layers, and one head at every exit so far.
std::vector<float> cumulativeFlops(
    const EncoderShape& shape, std::span<const std::int32_t> lengths, std::span<const std::int32_t> exitLayer);

/// The same [E] for one example that is read in several sequences and has `heads` rows classified at every exit.
std::vector<float> cumulativeFlops(const EncoderShape& shape, std::span<const std::int32_t> sequences,
    std::span<const std::int32_t> exitLayer, std::int64_t heads);

/// Multiply-accumulates of one layer (0-based) that only `active` of n tokens go through (methods.md §2.5): keys and values
/// of all, 2nHA'; queries, output and scores of the active ones, 2aHA' + 2anA'; their feed-forward, 2aHF. 0 where none is
/// active: then the layer is not run.
std::int64_t tokenLayerMacs(const EncoderShape& shape, std::int64_t layer, std::int64_t active, std::int64_t tokens);

/// The counter that ELUE's figures were made with (ElasticBERT, FLOPs/flops_counter.py): it adds softmax and scale
/// (2n² per head) and every LayerNorm (2 per element), and counts the poolers once per head. (§8.2)
std::int64_t elueMacs(const EncoderShape& shape, std::int64_t tokens);

struct ParameterCount
{
    std::int64_t embeddings = 0; ///< tables and their LayerNorm
    std::int64_t projection = 0; ///< factorised embeddings to hidden; COST-EFF's has no bias
    std::int64_t layers = 0;     ///< shared weights once
    std::int64_t heads = 0;      ///< poolers and classifiers
    std::int64_t total() const { return embeddings + projection + layers + heads; }
};
ParameterCount parameterCount(const EncoderShape& shape); ///< `classes` 0: poolers without classifiers (§8.5)

} // namespace exitscope::cost
