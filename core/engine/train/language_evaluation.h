#pragma once

#include "core/engine/train/text_data.h"
#include "core/engine/train/trainable_decoder.h"

#include <optional>
#include <vector>

namespace exitscope::engine {

/// How well an exit classifier tells positions where a layer says what the last one says.
struct ClassifierScore
{
    double loss = 0;      ///< as in training, the whole set as one batch
    double ranking = 0;   ///< area under the ROC curve; NaN where all agree
};

/// Teacher-forced scores of every decoder layer.
struct LayerScores
{
    std::vector<double> surprise;  ///< mean −log p(word) per layer, nats
    std::vector<double> right;     ///< share of words that are the likeliest
    std::vector<double> agreement; ///< share of positions where a layer's likeliest word is the last one's
    std::optional<ClassifierScore> classifier; ///< where the model has one
    std::int64_t words = 0;
    bool isComplete = true; ///< false when the job was stopped
    double mean() const; ///< of surprise
};

/// Without dropout, the shared norm and head after every layer, `batch` examples at a time.
LayerScores evaluateLayers(const TrainableDecoder& decoder, const TextSet& set, const TextMarks& marks, std::int64_t batch,
    const ExitClassifierConfig& classifier, int workers, const JobContext& job);

/// What an exit classifier learns by, of logits and targets [T, L − 1].
at::Tensor classifierLoss(const ExitClassifierConfig& config, const at::Tensor& logits, const at::Tensor& targets);

/// Targets of an exit classifier, from likeliest words I32 [L, T]: F32 [T, L − 1], 1 where a layer says what the last one says.
at::Tensor layerAgreement(const at::Tensor& best);

/// The likelihood of leaving at the first layer that agrees, where a classifier that looks at layer after layer leaves: [T, L − 1]
/// logits and targets, mean over T (methods.md §3.4).
at::Tensor firstAgreementLoss(const at::Tensor& logits, const at::Tensor& targets);

} // namespace exitscope::engine
