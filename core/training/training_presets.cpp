#include "core/training/training_presets.h"

#include <algorithm>
#include <array>

namespace exitscope::training {

namespace {

using Kind = TrainingPlan::Kind;

/// What every fine-tuning of a pre-trained BERT has.
void fineTune(TrainingPlan& plan, const char* regime, double epochs, double exitEpochs, std::int64_t batch)
{
    plan.regime = regime;
    plan.hasEquilibrium = plan.learnsToExit = false;
    plan.exitHead.clear();
    plan.epochs = epochs;
    plan.exitEpochs = exitEpochs;
    plan.batch = batch;
    plan.accumulate = 1;
    plan.rate = 2e-5;
    plan.maxLength = 128;
    plan.patience = 0;
    plan.teacher.clear();
}

void smallFromScratch(TrainingPlan& plan)
{
    fineTune(plan, "layer-weighted", 10, 0, 32);
    plan.init.clear();
    plan.layers = 6;
    plan.hidden = 128;
    plan.heads = 4;
    plan.feedForward = 512;
    plan.positions = 128;
    plan.rate = 5e-4;
}

void singleExit(TrainingPlan& plan) { fineTune(plan, "single-exit", 3, 0, 32); }
void deeBert(TrainingPlan& plan) { fineTune(plan, "two-stage", 3, 3, 8); }
void pabee(TrainingPlan& plan) { fineTune(plan, "layer-weighted", 5, 0, 32); }

void berxit(TrainingPlan& plan)
{
    fineTune(plan, "alternating", 3, 0, 8);
    plan.learnsToExit = true;
}

void elasticBert(TrainingPlan& plan)
{
    fineTune(plan, "joint", 3, 0, 32);
    plan.hasEquilibrium = true;
}

void fastBert(TrainingPlan& plan) { fineTune(plan, "self-distillation", 3, 10, 32); }
void diversity(TrainingPlan& plan) { fineTune(plan, "diversity", 3, 0, 32); }

void costEff(TrainingPlan& plan)
{
    plan.importance = "taylor-abs";
    plan.hasEquilibrium = true;
    plan.temperature = 1;
    plan.batch = 32;
    plan.maxLength = 128;
}

constexpr std::array presets {
    TrainingPreset { "scratch", Kind::Train, {}, {}, smallFromScratch },
    TrainingPreset { "single-exit", Kind::Train, {}, {}, singleExit },
    TrainingPreset { "deebert", Kind::Train, {}, {}, deeBert },
    TrainingPreset { "pabee", Kind::Train, {}, {}, pabee },
    TrainingPreset { "berxit", Kind::Train, {}, {}, berxit },
    TrainingPreset { "elasticbert", Kind::Train, {}, {}, elasticBert },
    TrainingPreset { "fastbert", Kind::Train, {}, {}, fastBert },
    TrainingPreset { "diversity", Kind::Train, {}, {}, diversity },
    TrainingPreset { "cost-eff/mrpc/2x", Kind::Compress, "mrpc", "2x", costEff },
    TrainingPreset { "cost-eff/mrpc/8x", Kind::Compress, "mrpc", "8x", costEff },
    TrainingPreset { "cost-eff/sst-2/2x", Kind::Compress, "sst-2", "2x", costEff },
    TrainingPreset { "cost-eff/sst-2/8x", Kind::Compress, "sst-2", "8x", costEff },
    TrainingPreset { "cost-eff/qnli/2x", Kind::Compress, "qnli", "2x", costEff },
    TrainingPreset { "cost-eff/qnli/8x", Kind::Compress, "qnli", "8x", costEff },
    TrainingPreset { "cost-eff/mnli/2x", Kind::Compress, "mnli", "2x", costEff },
    TrainingPreset { "cost-eff/mnli/8x", Kind::Compress, "mnli", "8x", costEff },
    TrainingPreset { "cost-eff/cola/2x", Kind::Compress, "cola", "2x", costEff },
    TrainingPreset { "cost-eff/cola/8x", Kind::Compress, "cola", "8x", costEff },
    TrainingPreset { "cost-eff/qqp/2x", Kind::Compress, "qqp", "2x", costEff },
    TrainingPreset { "cost-eff/qqp/8x", Kind::Compress, "qqp", "8x", costEff },
};

} // namespace

std::span<const TrainingPreset> trainingPresets()
{
    return presets;
}

const TrainingPreset* presetWithKey(std::string_view key)
{
    const auto found = std::ranges::find(presets, key, &TrainingPreset::key);
    return found == presets.end() ? nullptr : &*found;
}

void applyPreset(const TrainingPreset& preset, TrainingPlan& plan)
{
    plan.kind = preset.kind;
    preset.apply(plan);
    if (preset.kind == Kind::Compress) {
        plan.preset = preset.task;
        plan.width = preset.width;
    }
}

} // namespace exitscope::training
