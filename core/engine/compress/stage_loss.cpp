#include "core/engine/compress/stage_loss.h"

#include "core/engine/train/distillation.h"
#include "core/engine/train/losses.h"

#include <torch/torch.h>

#include <cassert>

namespace exitscope::engine {

namespace {

at::Tensor softLoss(const at::Tensor& teacher, const at::Tensor& student, bool isRegression, double temperature)
{
    return isRegression ? summedSquaredError(student, teacher.reshape({ -1 }))
                        : softCrossEntropies(teacher, student, temperature).sum();
}

at::Tensor hardLoss(const at::Tensor& logits, const Pack& pack, bool isRegression)
{
    return isRegression ? summedSquaredError(logits, at::tensor(at::ArrayRef<float>(pack.targets), at::kFloat))
                        : summedCrossEntropy(logits, at::tensor(at::ArrayRef<std::int64_t>(pack.labels), at::kLong), 0);
}

at::Tensor added(const at::Tensor& sum, const at::Tensor& part)
{
    return sum.defined() ? sum + part : part;
}

/// Of one exit, as the mix weighs it.
at::Tensor exitLoss(const LossMix& mix, std::size_t exit, const EncoderPass& student, const EncoderPass* teacher,
    const Pack& pack, bool isRegression)
{
    const at::Tensor& logits = student.logits[exit];
    at::Tensor loss;
    if (mix.soft > 0) {
        const at::Tensor& taught = mix.isTaughtByLast ? teacher->logits.back() : teacher->logits[exit];
        loss = mix.soft * softLoss(taught, logits, isRegression, mix.temperature);
    }
    if (mix.hard > 0 || !loss.defined())
        loss = added(loss, (mix.hard > 0 ? mix.hard : 1) * hardLoss(logits, pack, isRegression));
    return loss;
}

} // namespace

EncoderPass passOf(const TrainableEncoder& encoder, const Pack& pack, const PassSeed& seed)
{
    at::Tensor embedded;
    const auto states = encoder.states(pack, seed, encoder.config().layers, &embedded);
    EncoderPass pass;
    pass.states.push_back(embedded);
    pass.states.insert(pass.states.end(), states.begin(), states.end());
    for (const ExitRows& exit : encoder.exits(pack, states, seed))
        pass.logits.push_back(exit.logits);
    return pass;
}

StageLoss stageLoss(const LossMix& mix, bool isOfFeaturesAlone, const EncoderPass& student, const EncoderPass* teacher,
    const Pack& pack, bool isRegression, std::int64_t batchSize)
{
    assert(teacher || !mix.needsTeacher());
    StageLoss result;
    if (mix.features > 0) {
        const double share = static_cast<double>(pack.sequences()) / static_cast<double>(batchSize);
        const at::Tensor loss = featureLoss(teacher->states, student.states, pack.offsets) * share;
        result.features = loss.item<double>();
        result.total = mix.features * loss;
    }
    const bool isPredicting = !isOfFeaturesAlone && (mix.soft > 0 || mix.hard > 0);
    torch::AutoGradMode mode(isPredicting && at::GradMode::is_enabled());
    for (std::size_t exit = 0; exit < student.logits.size(); ++exit) {
        const at::Tensor loss = exitLoss(mix, exit, student, teacher, pack, isRegression) / batchSize;
        result.exits.push_back(loss.item<double>());
        const bool counts = !mix.isLastExitAlone || exit + 1 == student.logits.size();
        if (isPredicting && counts)
            result.total = added(result.total, loss);
    }
    assert(result.total.defined());
    result.minimised = result.total.item<double>();
    return result;
}

} // namespace exitscope::engine
