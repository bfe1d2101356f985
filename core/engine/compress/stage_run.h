#pragma once

#include "core/engine/compress/stage_loss.h"
#include "core/engine/train/training_loop.h"
#include "core/engine/train/training_run.h"
#include "core/training/kept_structure.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace exitscope::engine {

/// An encoder's weights: flat, in the order of ParameterLayout(config, MaskHead::Absent).
struct ModelWeights
{
    EncoderConfig config;
    at::Tensor weights;
};

/// What a stage is made of.
struct StageInput
{
    RunConfig run; ///< output: the stage's own folder, with the tokenizer in it; text: what the stage computes
    StagePlan plan;
    std::int64_t batch = 32;
    double judgedShare = 1;
    std::string task;
    ModelWeights start; ///< of the first phase's shape, or of what its pruning begins with
    std::optional<ModelWeights> teacher;
    training::KeptStructure structure; ///< of `start`
};

/// One stage of COST-EFF: trains, judges and prunes by its plan, and leaves a checkpoint in its folder.
/// While it prunes, the structure after the k-th pruning lies in "pruning-k.json" there.
class StageRun final : public TrainingLoop
{
public:
    /// `data` outlives it.
    StageRun(StageInput input, const TrainingData& data);

private:
    std::int64_t parameters(std::int64_t phase) const override;
    at::Tensor startingWeights(std::int64_t phase, const at::Tensor& before) override;
    void prepare() override;
    StepResult step() override; ///< losses: features, where they count, then each exit's
    bool evaluate(const JobContext& job) override;
    void endPhase() override;
    void keepWeights() override;
    std::string lossLabel(std::size_t loss) const override;
    std::string lossName(std::size_t loss) const override;
    TrainReport finish(const JobContext& job) override;

    at::Tensor pruned(const SlimPhase& next, const EncoderConfig& from, const at::Tensor& weights);
    training::KeptStructure structureAfter(std::int64_t pruning) const;
    std::filesystem::path structurePath(std::int64_t pruning) const;
    std::vector<Pack> batch();
    StageLoss shardLoss(const Pack& pack, std::size_t shard, std::int64_t batchSize) const;
    std::uint64_t phaseSeed() const;
    void writeModel(const SlimPhase& of, const at::Tensor& weights) const;
    const SlimPhase& phase() const { return m_input.plan.phases[static_cast<std::size_t>(m_state.phase)]; }
    /// Where the run has ended too.
    const SlimPhase& lastPhase() const { return m_input.plan.phases.back(); }

    StageInput m_input;
    const TrainingData& m_data;
    Evaluation m_evaluation;
    std::unique_ptr<ParameterLayout> m_layout, m_teacherLayout;
    std::vector<TrainableEncoder> m_students, m_teachers; ///< one for each shard
    at::Tensor m_judged; ///< gradients gathered by the phase before
    std::vector<ExampleRef> m_order;
    std::int64_t m_orderEpoch = -1;
};

} // namespace exitscope::engine
