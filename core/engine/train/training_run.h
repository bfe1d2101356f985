#pragma once

#include "core/engine/train/evaluation.h"
#include "core/engine/train/losses.h"
#include "core/engine/train/mask_data.h"
#include "core/engine/train/task_data.h"
#include "core/engine/train/train_config.h"
#include "core/engine/train/training_loop.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace exitscope::engine {

/// Everything that a run reads, loaded.
struct TrainingData
{
    std::unique_ptr<data::Tokenizer> tokenizer;
    std::optional<MaskCorpus> corpus;
    TaskLabels labels;
    std::vector<ExampleSet> train;
    ExampleSet dev;
    std::optional<ExampleSet> test;
};

/// A stretch of training with one shape, one loss and one schedule.
struct Phase
{
    enum class Kind { Mask, Task };
    Kind kind = Kind::Task;
    std::string name;      ///< for the log: "mlm, 3 layers", "fine-tuning"
    EncoderConfig config;  ///< with this phase's layers and exits
    std::int64_t steps = 0;
    OptimizerConfig optimizer;
    double dropout = 0;
    LossPart part = LossPart::Whole;
    Selection select = Selection::BestMean;

    MaskHead maskHead() const { return kind == Kind::Mask ? MaskHead::Present : MaskHead::Absent; }
    ParameterLayout layout() const { return { config, maskHead() }; }
};

/// The phases of a configuration on a model of shape `full`.
std::vector<Phase> plannedPhases(const TrainConfig& config, const EncoderConfig& full, const TrainingData& data);

/// Weights before the first phase, in the order of ParameterLayout(config, MaskHead::Present).
struct StartingPoint
{
    EncoderConfig config;
    at::Tensor weights; ///< undefined: random
};

/// Trains a multi-exit encoder and writes the checkpoint.
class TrainingRun final : public TrainingLoop
{
public:
    TrainingRun(const TrainConfig& config, TrainingData data, std::vector<Phase> phases, StartingPoint start);

private:
    struct ShardLoss
    {
        at::Tensor total;
        std::vector<double> losses;
    };

    std::int64_t parameters(std::int64_t phase) const override;
    at::Tensor startingWeights(std::int64_t phase, const at::Tensor& before) override;
    void prepare() override;
    StepResult step() override; ///< losses: mean per exit, then LTE's; one for pre-training and the exit classifier
    bool evaluate(const JobContext& job) override;
    void endPhase() override;
    std::string lossLabel(std::size_t loss) const override;
    TrainReport finish(const JobContext& job) override;

    StepResult classifierStep(const Phase& phase);
    std::vector<Pack> batch(const Phase& phase);
    ShardLoss shardLoss(const Phase& phase, const Pack& pack, std::size_t shard, std::int64_t batchSize) const;
    std::int64_t evaluateEvery() const;
    void writeModel(const std::filesystem::path& folder, const Phase& phase, const at::Tensor& weights);
    const Phase& phase() const { return m_phases[static_cast<std::size_t>(m_state.phase)]; }

    TrainConfig m_config;
    TrainingData m_data;
    std::vector<Phase> m_phases;
    StartingPoint m_start;
    Evaluation m_evaluation;

    std::unique_ptr<ParameterLayout> m_layout;
    std::vector<double> m_exitWeights;
    std::vector<TrainableEncoder> m_replicas;
    std::vector<ExampleRef> m_order;
    std::int64_t m_orderEpoch = -1;
};

} // namespace exitscope::engine
