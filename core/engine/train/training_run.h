#pragma once

#include "core/engine/train/evaluation.h"
#include "core/engine/train/losses.h"
#include "core/engine/train/mask_data.h"
#include "core/engine/train/task_data.h"
#include "core/engine/train/task_loss.h"
#include "core/engine/train/teacher.h"
#include "core/engine/train/train_config.h"
#include "core/engine/train/training_loop.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace exitscope::engine {

/// Everything that a run reads, loaded.
struct TrainingData
{
    std::unique_ptr<data::Tokenizer> tokenizer;
    std::optional<MaskCorpus> corpus;
    TaskLabels labels;
    std::vector<ExampleSet> train; ///< those without labels at the end
    std::size_t unlabelled = 0;    ///< how many of them
    ExampleSet dev;
    std::optional<ExampleSet> test;

    std::span<const ExampleSet> all() const { return train; }
    std::span<const ExampleSet> labelled() const { return all().first(train.size() - unlabelled); }
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
    bool readsUnlabelled = false;
    Selection select = Selection::BestMean;

    MaskHead maskHead() const { return kind == Kind::Mask ? MaskHead::Present : MaskHead::Absent; }
    ParameterLayout layout() const { return { config, maskHead() }; }
};

/// Steps of an epoch over these examples.
std::int64_t stepsPerEpoch(std::span<const ExampleSet> sets, const TrainConfig& config);

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
    /// `teacher` where the configuration has one.
    TrainingRun(const TrainConfig& config, TrainingData data, std::vector<Phase> phases, StartingPoint start,
        std::optional<Teacher> teacher);

private:
    /// What the losses of a batch are means over.
    struct BatchSize
    {
        std::int64_t answers = 0, sequences = 0;
    };

    std::int64_t parameters(std::int64_t phase) const override;
    at::Tensor startingWeights(std::int64_t phase, const at::Tensor& before) override;
    void prepare() override;
    StepResult step() override; ///< losses: means of the phase's terms; one for pre-training and the exit classifier
    bool evaluate(const JobContext& job) override;
    void endPhase() override;
    std::string lossLabel(std::size_t loss) const override;
    std::string lossName(std::size_t loss) const override;
    void keepWeights() override;
    TrainReport finish(const JobContext& job) override;

    StepResult classifierStep(const Phase& phase);
    std::vector<Pack> batch(const Phase& phase);
    TaskLoss packLoss(const Phase& phase, const Pack& pack, std::size_t part, const BatchSize& size) const;
    TaskLoss maskLoss(const Phase& phase, const Pack& pack, std::size_t part, const BatchSize& size) const;
    std::vector<LossTerm> termsOf(const Phase& phase) const;
    std::span<const ExampleSet> examplesOf(const Phase& phase) const
    {
        return phase.readsUnlabelled ? m_data.all() : m_data.labelled();
    }
    std::size_t replicaOf(std::size_t part) const { return part % m_replicas.size(); }
    std::int64_t evaluateEvery(const Phase& phase) const;
    void writeModel(const std::filesystem::path& folder, const Phase& phase, const at::Tensor& weights);
    const Phase& phase() const { return m_phases[static_cast<std::size_t>(m_state.phase)]; }

    TrainConfig m_config;
    TrainingData m_data;
    std::vector<Phase> m_phases;
    StartingPoint m_start;
    std::optional<Teacher> m_teacher;
    Evaluation m_evaluation;

    std::unique_ptr<ParameterLayout> m_layout;
    std::vector<LossTerm> m_terms; ///< at the start of the phase; empty where it has one loss
    std::vector<TrainableEncoder> m_replicas;
    std::vector<ExampleRef> m_order;
    std::int64_t m_orderEpoch = -1;
};

} // namespace exitscope::engine
