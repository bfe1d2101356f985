#include "core/engine/train/evaluation.h"

#include "core/engine/train/workers.h"

#include <torch/torch.h>

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

double pearson(const at::Tensor& a, const at::Tensor& b)
{
    const at::Tensor x = a - a.mean();
    const at::Tensor y = b - b.mean();
    const double scale = std::sqrt((x * x).sum().item<double>() * (y * y).sum().item<double>());
    return scale > 0 ? (x * y).sum().item<double>() / scale : 0;
}

} // namespace

double ExitScores::mean() const
{
    return byExit.empty() ? 0 : std::accumulate(byExit.begin(), byExit.end(), 0.0) / static_cast<double>(byExit.size());
}

ExitScores evaluateExits(const TrainableEncoder& encoder, const ExampleSet& set, const TaskLabels& labels, int workers,
    const JobContext& job)
{
    const std::vector<Pack> packs = packsOf(set);
    const auto exits = encoder.config().exitLayer.size();
    std::vector<at::Tensor> outputs(packs.size()); // [E, B] class ids or values
    runParts(workers, static_cast<int>(packs.size()), [&](int part) {
        if (!job.proceed())
            return;
        torch::NoGradGuard noGrad;
        const Pack& pack = packs[static_cast<std::size_t>(part)];
        std::vector<at::Tensor> rows;
        for (const at::Tensor& logits : encoder.exitLogits(pack, encoder.states(pack, {}, encoder.config().layers), {}))
            rows.push_back(labels.isRegression ? logits.squeeze(1) : logits.argmax(1));
        outputs[static_cast<std::size_t>(part)] = at::stack(rows);
    });
    ExitScores scores;
    scores.metric = labels.isRegression ? "pearson" : "accuracy";
    for (const at::Tensor& output : outputs)
        if (!output.defined())
            return { scores.metric, {}, false };
    const at::Tensor all = at::cat(outputs, 1);
    const at::Tensor gold = labels.isRegression ? at::tensor(at::ArrayRef<float>(set.targets), at::kDouble)
                                                : at::tensor(at::ArrayRef<std::int64_t>(set.labels), at::kLong);
    for (std::size_t e = 0; e < exits; ++e) {
        const at::Tensor row = all[static_cast<std::int64_t>(e)];
        scores.byExit.push_back(labels.isRegression ? pearson(row.to(at::kDouble), gold)
                                                    : row.eq(gold).to(at::kDouble).mean().item<double>());
    }
    return scores;
}

} // namespace exitscope::engine
