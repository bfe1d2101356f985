#include "core/engine/train/training_run.h"

#include <algorithm>
#include <cmath>

namespace exitscope::engine {

namespace {

Phase maskPhase(const PretrainConfig& config, const PretrainStage& stage, const EncoderConfig& full)
{
    Phase phase;
    phase.kind = Phase::Kind::Mask;
    phase.config = full;
    phase.config.layers = stage.layers > 0 ? std::min(stage.layers, full.layers) : full.layers;
    phase.config.exitLayer.clear();
    phase.name = "mlm, " + std::to_string(phase.config.layers) + " layers";
    phase.steps = stage.steps;
    phase.optimizer = config.optimizer;
    phase.optimizer.rate = stage.rate.value_or(config.optimizer.rate);
    phase.dropout = config.dropout;
    return phase;
}

} // namespace

std::vector<Phase> plannedPhases(const TrainConfig& config, const EncoderConfig& full, const TrainingData& data)
{
    std::vector<Phase> phases;
    if (config.pretrain)
        for (const PretrainStage& stage : config.pretrain->stages)
            phases.push_back(maskPhase(*config.pretrain, stage, full));
    if (!config.task)
        return phases;
    Phase task;
    task.config = full;
    task.optimizer = config.optimizer;
    task.dropout = config.dropout;
    task.select = config.select;
    task.name = "fine-tuning";
    const double perEpoch = std::ceil(static_cast<double>(examplesPerEpoch(data.train)) / static_cast<double>(config.batch));
    task.steps = std::max<std::int64_t>(1, std::llround(config.epochs * perEpoch));
    if (config.regime != Regime::TwoStage) {
        phases.push_back(task);
        return phases;
    }
    task.name = "fine-tuning, last exit";
    task.part = LossPart::TrunkAndLastExit;
    task.select = Selection::LastExit;
    phases.push_back(task);
    task.name = "exits on the frozen trunk";
    task.part = LossPart::OtherExits;
    task.select = config.select;
    if (config.exitEpochs > 0)
        task.steps = std::max<std::int64_t>(1, std::llround(config.exitEpochs * perEpoch));
    phases.push_back(task);
    return phases;
}

} // namespace exitscope::engine
