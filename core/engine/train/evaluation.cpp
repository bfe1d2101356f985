#include "core/engine/train/evaluation.h"

#include "core/engine/train/exit_module.h"
#include "core/engine/train/workers.h"
#include "core/metric/exit_metrics.h"
#include "core/trace/trace.h"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace exitscope::engine {

namespace {

constexpr std::int64_t packTokens = 2048;

std::vector<Pack> packsOf(const ExampleSet& set)
{
    std::vector<Pack> packs(1);
    for (std::int64_t i = 0; i < set.size(); ++i) {
        if (packs.back().tokens() >= packTokens)
            packs.emplace_back();
        appendExample(set, i, packs.back());
    }
    return packs;
}

/// What the exits say of some examples.
struct Answers
{
    at::Tensor logits; ///< [B, E, C]
    at::Tensor module, targets; ///< [B, E], or [B, E - 1] for a classifier; undefined without a module
};

Answers answersOf(const TrainableEncoder& encoder, const Pack& pack, const Evaluation& evaluation)
{
    torch::NoGradGuard noGrad;
    const EncoderConfig& config = encoder.config();
    const auto exits = encoder.exits(pack, encoder.states(pack, {}, config.layers), {});
    Answers answers;
    std::vector<at::Tensor> logits;
    for (const ExitRows& exit : exits)
        logits.push_back(exit.logits);
    answers.logits = at::stack(logits, 1);
    if (config.exitModule == ExitModule::None)
        return answers;
    answers.targets = config.exitModule == ExitModule::Lte
        ? lteTargets(exits, pack, evaluation.labels)
        : agreementTargets(exits, evaluation.labels, evaluation.module.tolerance);
    answers.module = encoder.moduleLogits(moduleInput(config.exitModule, exits)).narrow(1, 0, answers.targets.size(1));
    return answers;
}

template <typename T> std::vector<T> valuesOf(const at::Tensor& tensor)
{
    const at::Tensor values = tensor.contiguous();
    return { values.data_ptr<T>(), values.data_ptr<T>() + values.numel() };
}

/// Which sentence each word is of, and its place there; windows of one sentence follow each other.
void placeWords(const ExampleSet& set, trace::Trace::Arrays& arrays)
{
    for (std::size_t example = 0; example < set.sentence.size(); ++example)
        for (auto word = set.askedOffsets[example]; word < set.askedOffsets[example + 1]; ++word) {
            const bool isNext = !arrays.example.empty() && arrays.example.back() == set.sentence[example];
            arrays.position.push_back(isNext ? arrays.position.back() + 1 : 0);
            arrays.example.push_back(set.sentence[example]);
        }
}

std::vector<double> metricByExit(
    const EncoderConfig& config, const at::Tensor& logits, const ExampleSet& set, const Evaluation& evaluation)
{
    trace::Trace::Arrays arrays;
    arrays.logits = valuesOf<float>(logits);
    arrays.exitLayer = config.exitLayer;
    if (evaluation.labels.isRegression)
        arrays.targets = set.targets;
    else
        arrays.labels = set.labels;
    trace::TraceInfo info;
    if (evaluation.labels.isOfWords) {
        placeWords(set, arrays);
        info.labelNames = evaluation.labels.names;
    }
    const auto trace = trace::Trace::fromArrays(std::move(arrays), logits.size(2), std::move(info));
    std::vector<double> byExit;
    for (const auto& values : metric::perExit({ evaluation.metric }, *trace))
        byExit.push_back(std::isfinite(values.front().second) ? values.front().second : 0);
    return byExit;
}

ModuleScore moduleScore(ExitModule kind, const at::Tensor& logits, const at::Tensor& targets, const ExitModuleConfig& module)
{
    ModuleScore score;
    const at::Tensor loss = kind == ExitModule::Lte
        ? summedLteLoss(logits, targets) / static_cast<double>(logits.size(0))
        : agreementLoss(logits, targets, module.isBalanced);
    score.loss = loss.item<double>();
    // LTE says at the last exit too whether it is wrong, but nobody asks.
    const std::int64_t judged = kind == ExitModule::Lte ? logits.size(1) - 1 : logits.size(1);
    score.ranking = rankingQuality(logits.narrow(1, 0, judged), targets.narrow(1, 0, judged));
    return score;
}

} // namespace

metric::Metric selectionMetric(std::string_view task, const TaskLabels& labels)
{
    if (labels.isOfWords)
        return data::areSpanTags(labels.names) ? metric::Metric::SpanF1 : metric::Metric::Accuracy;
    const auto metrics = metric::taskMetrics(task, std::max<std::int64_t>(1, labels.classes()));
    const auto ranking = std::find(metrics.begin(), metrics.end(), metric::Metric::AccuracyAndF1);
    return ranking != metrics.end() ? *ranking : metrics.front();
}

double ExitScores::mean() const
{
    return byExit.empty() ? 0 : std::accumulate(byExit.begin(), byExit.end(), 0.0) / static_cast<double>(byExit.size());
}

ExitScores evaluateExits(
    const TrainableEncoder& encoder, const ExampleSet& set, const Evaluation& evaluation, const JobContext& job)
{
    const std::vector<Pack> packs = packsOf(set);
    std::vector<Answers> answers(packs.size());
    runParts(evaluation.workers, static_cast<int>(packs.size()), [&](int part) {
        const auto index = static_cast<std::size_t>(part);
        if (job.proceed())
            answers[index] = answersOf(encoder, packs[index], evaluation);
    });
    ExitScores scores;
    scores.metric = metric::nameOf(evaluation.metric);
    std::vector<at::Tensor> logits, module, targets;
    for (const Answers& part : answers) {
        scores.isComplete = scores.isComplete && part.logits.defined();
        logits.push_back(part.logits);
        module.push_back(part.module);
        targets.push_back(part.targets);
    }
    if (!scores.isComplete)
        return scores;
    scores.byExit = metricByExit(encoder.config(), at::cat(logits), set, evaluation);
    const ExitModule kind = encoder.config().exitModule;
    if (kind != ExitModule::None)
        scores.module = moduleScore(kind, at::cat(module), at::cat(targets), evaluation.module);
    return scores;
}

} // namespace exitscope::engine
