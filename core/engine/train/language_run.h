#pragma once

#include "core/engine/train/decoder_functions.h"
#include "core/engine/train/language_config.h"
#include "core/engine/train/language_evaluation.h"
#include "core/engine/train/text_data.h"
#include "core/engine/train/trainable_decoder.h"
#include "core/engine/train/training_loop.h"

#include <memory>
#include <optional>
#include <vector>

namespace exitscope::engine {

/// Everything that a training of a language model reads, loaded.
struct LanguageData
{
    DecoderConfig shape; ///< whole, without an exit classifier
    at::Tensor weights;  ///< to start from; undefined: random
    TextMarks marks;
    TextSet train, dev;
    std::optional<TextSet> test;
};

/// Trains a language model with a loss at every layer, then CALM's exit classifier where one is asked for, and writes the
/// checkpoint.
class LanguageRun final : public TrainingLoop
{
public:
    LanguageRun(const LanguageConfig& config, LanguageData data);

private:
    void begin() override;
    std::int64_t parameters(std::int64_t phase) const override;
    at::Tensor startingWeights(std::int64_t phase, const at::Tensor& before) override;
    void prepare() override;
    StepResult step() override; ///< losses: mean per trained layer; one of the exit classifier
    bool evaluate(const JobContext& job) override;
    void endPhase() override;
    void keepWeights() override { write(m_state.weights); }
    std::string lossName(std::size_t loss) const override;
    TrainReport finish(const JobContext& job) override;

    StepResult classifierStep();
    std::vector<TextBatch> batch();
    HeadScores shardLoss(const TextBatch& batch, std::size_t shard, std::int64_t words);
    LayerScores scored(const TrainableDecoder& decoder, const TextSet& set, const JobContext& job) const;
    std::int64_t perEpoch() const { return (m_data.train.examples() + m_config.batch - 1) / m_config.batch; }
    bool isClassifier(std::int64_t phase) const { return m_isClassifier[static_cast<std::size_t>(phase)]; }
    DecoderConfig shapeOf(std::int64_t phase) const;
    void write(const at::Tensor& weights);

    LanguageConfig m_config;
    LanguageData m_data;
    std::vector<bool> m_isClassifier; ///< of each phase
    std::vector<double> m_layerWeights;
    std::vector<std::size_t> m_trained; ///< layers whose loss counts

    std::unique_ptr<DecoderLayout> m_layout;
    std::vector<TrainableDecoder> m_replicas;
    EpochOrder m_order;
    std::int64_t m_orderEpoch = -1;
};

} // namespace exitscope::engine
