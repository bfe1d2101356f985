#pragma once

#include "core/engine/difficulty/unit_inputs.h"
#include "core/engine/train/optimizer.h"
#include "core/engine/train/trainable_encoder.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace exitscope::engine {

/// A network that gives L logits for each asked row of a pack. Its parameters are leaves over one flat array, so that the
/// optimiser and the best weights so far are single passes over memory. Used by one thread at a time.
class UnitModel
{
public:
    virtual ~UnitModel() = default;

    /// [R, L]. A dropout above 0 is for training.
    virtual at::Tensor logits(const Pack& pack, const PassSeed& seed) const = 0;

    at::Tensor& weights() { return m_weights; }
    at::Tensor& gradients() { return m_gradients; }
    const std::vector<TrainedRange>& ranges() const { return m_ranges; }

protected:
    at::Tensor m_weights, m_gradients; ///< [count] F32
    std::vector<TrainedRange> m_ranges;
};

/// Word embeddings [V, E] of a checkpoint of any family, or at random.
struct EmbeddingStart
{
    at::Tensor rows;        ///< [V', E] of the tokens in use
    std::vector<std::int32_t> place; ///< [V] a token's row; −1 where it is not in use
};

/// A BiLSTM with `hidden` units each way over the tokens. A text is its largest states, a word the state at its first piece; a
/// linear layer gives `outputs` logits of it.
std::unique_ptr<UnitModel> newBiLstm(
    std::shared_ptr<const EmbeddingStart> embedding, std::int64_t hidden, std::int64_t outputs, bool isOfWords, std::uint64_t seed);

/// What a transformer predictor starts from.
struct TransformerStart
{
    EncoderConfig config;  ///< one exit, at the end, with a class for each output
    at::Tensor weights;    ///< in the order of ParameterLayout(config, MaskHead::Absent); undefined: random
};

/// Throws InputError for what is no BERT checkpoint.
TransformerStart startFrom(const std::filesystem::path& model, std::int64_t outputs, bool isOfWords, bool isFromScratch);
/// Without a model.
TransformerStart startOfShape(
    std::int64_t layers, std::int64_t hidden, std::int64_t vocabulary, std::int64_t positions, std::int64_t outputs, bool isOfWords);

/// The head starts at random, by the seed.
std::unique_ptr<UnitModel> newTransformer(const TransformerStart& start, std::uint64_t seed);

} // namespace exitscope::engine
