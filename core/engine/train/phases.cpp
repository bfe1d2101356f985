#include "core/engine/train/training_run.h"

#include <algorithm>
#include <cmath>

namespace exitscope::engine {

namespace {

Phase maskPhase(const PretrainConfig& config, const PretrainStage& stage, const EncoderConfig& full)
{
    Phase phase;
    phase.kind = Phase::Kind::Mask;
    phase.config = withLayers(full, stage.layers > 0 ? std::min(stage.layers, full.layers) : full.layers);
    phase.config.exitLayer.clear();
    phase.name = "mlm, " + std::to_string(phase.config.layers) + " layers";
    phase.steps = stage.steps;
    phase.optimizer = config.optimizer;
    phase.optimizer.rate = stage.rate.value_or(config.optimizer.rate);
    phase.dropout = config.dropout;
    return phase;
}

/// LTE learns with the exits that it judges.
Phase withLte(Phase phase, const TrainConfig& config)
{
    if (config.exitModule.kind == ExitModule::Lte)
        phase.config.exitModule = ExitModule::Lte;
    return phase;
}

/// DeeBERT's two, or FastBERT's, whose second one also reads texts without labels.
void addTwoStages(std::vector<Phase>& phases, Phase task, const TrainConfig& config, std::int64_t exitSteps)
{
    const bool isDistilled = config.regime == Regime::SelfDistillation;
    task.name = "fine-tuning, last exit";
    task.part = LossPart::TrunkAndLastExit;
    task.select = Selection::LastExit;
    phases.push_back(task);
    task.name = isDistilled ? "exits from the last exit" : "exits on the frozen trunk";
    task.part = isDistilled ? LossPart::OtherExitsFromLast : LossPart::OtherExits;
    task.readsUnlabelled = isDistilled;
    task.select = config.select;
    task.steps = exitSteps;
    phases.push_back(withLte(task, config));
}

Phase classifierPhase(Phase task, const ExitModuleConfig& module, std::int64_t steps)
{
    task.name = "exit classifier on the frozen model";
    task.config.exitModule = ExitModule::Classifier;
    task.part = LossPart::ExitModule;
    task.optimizer.rate = module.rate;
    task.steps = steps;
    task.dropout = 0;
    return task;
}

} // namespace

std::int64_t stepsPerEpoch(std::span<const ExampleSet> sets, const TrainConfig& config)
{
    return (examplesPerEpoch(sets) + config.stepExamples() - 1) / config.stepExamples();
}

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
    const auto stepsOf = [&](double epochs, std::span<const ExampleSet> sets) {
        const double perEpoch = static_cast<double>(stepsPerEpoch(sets, config));
        return std::max<std::int64_t>(1, std::llround(epochs * perEpoch));
    };
    task.steps = stepsOf(config.epochs, data.labelled());
    const bool hasTwoStages = config.regime == Regime::TwoStage || config.regime == Regime::SelfDistillation;
    if (config.epochs > 0 && hasTwoStages) {
        const auto sets = config.regime == Regime::TwoStage ? data.labelled() : data.all();
        addTwoStages(phases, task, config, stepsOf(config.exitEpochs > 0 ? config.exitEpochs : config.epochs, sets));
    } else if (config.epochs > 0) {
        phases.push_back(withLte(task, config));
    }
    if (config.exitModule.kind == ExitModule::Classifier)
        phases.push_back(classifierPhase(task, config.exitModule, stepsOf(config.exitModule.epochs, data.labelled())));
    return phases;
}

} // namespace exitscope::engine
