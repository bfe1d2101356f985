#pragma once

#include "core/engine/engine.h"
#include "core/engine/train/evaluation.h"
#include "core/engine/train/losses.h"
#include "core/engine/train/mask_data.h"
#include "core/engine/train/optimizer.h"
#include "core/engine/train/task_data.h"
#include "core/engine/train/train_config.h"
#include "core/engine/train/training_state.h"

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

/// Runs the phases, keeps the log and the training state in the output folder, and writes the checkpoint at the end.
class TrainingRun
{
public:
    TrainingRun(const TrainConfig& config, TrainingData data, std::vector<Phase> phases, StartingPoint start);

    /// With `resume`, goes on from the training state where there is one.
    TrainReport run(bool resume, const JobContext& job);

private:
    struct StepResult
    {
        std::vector<double> losses; ///< mean per exit, then LTE's; one for pre-training and the exit classifier
        double weighted = 0;
        std::int64_t tokens = 0;
    };
    struct ShardLoss
    {
        at::Tensor total;
        std::vector<double> losses;
    };
    enum class PhaseEnd { Done, Stopped };

    PhaseEnd runPhase(const JobContext& job);
    StepResult step(const Phase& phase);
    StepResult classifierStep(const Phase& phase);
    std::vector<Pack> batch(const Phase& phase);
    ShardLoss shardLoss(const Phase& phase, const Pack& pack, std::size_t shard, std::int64_t batchSize) const;
    void enterPhase(std::int64_t index);
    void prepareReplicas();
    bool evaluate(const Phase& phase, const JobContext& job);
    std::int64_t evaluateEvery() const;
    void save();
    void log(const std::string& line);
    void logProgress(const Phase& phase, double rate, double tokensPerSecond);
    TrainReport finish(const JobContext& job);
    void writeModel(const std::filesystem::path& folder, const Phase& phase, const at::Tensor& weights);
    const Phase& phase() const { return m_phases[static_cast<std::size_t>(m_state.phase)]; }
    std::filesystem::path statePath() const { return m_config.output / "training_state.safetensors"; }

    TrainConfig m_config;
    std::string m_identity;
    TrainingData m_data;
    std::vector<Phase> m_phases;
    StartingPoint m_start;
    TrainingState m_state;
    int m_workers = 1;
    Evaluation m_evaluation;

    std::unique_ptr<ParameterLayout> m_layout;
    std::vector<TrainedRange> m_ranges;
    std::vector<double> m_exitWeights;
    std::vector<at::Tensor> m_gradients; ///< one flat array per shard
    std::vector<TrainableEncoder> m_replicas;
    std::vector<ExampleRef> m_order;
    std::int64_t m_orderEpoch = -1;
};

} // namespace exitscope::engine
