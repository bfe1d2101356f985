#include "core/engine/train/exit_module.h"

#include "core/metric/value_moments.h"

#include <torch/torch.h>

#include <cassert>
#include <limits>

namespace exitscope::engine {

namespace {

/// [B, E]: the class of every exit, or its value.
at::Tensor answers(const std::vector<ExitRows>& exits, const TaskLabels& labels)
{
    std::vector<at::Tensor> columns;
    for (const ExitRows& exit : exits) {
        const at::Tensor logits = exit.logits.detach();
        columns.push_back(labels.isRegression ? logits.squeeze(1) : logits.argmax(1));
    }
    return at::stack(columns, 1);
}

} // namespace

at::Tensor moduleInput(ExitModule kind, const std::vector<ExitRows>& exits)
{
    assert(kind != ExitModule::None);
    std::vector<at::Tensor> rows;
    for (const ExitRows& exit : exits)
        rows.push_back(kind == ExitModule::Lte ? exit.pooled : exit.first);
    return at::stack(rows, 1);
}

at::Tensor lteTargets(const std::vector<ExitRows>& exits, const Pack& pack, const TaskLabels& labels)
{
    const at::Tensor given = answers(exits, labels);
    if (labels.isRegression)
        return (given - at::tensor(at::ArrayRef<float>(pack.targets), at::kFloat).unsqueeze(1)).tanh_().abs_();
    return given.ne(at::tensor(at::ArrayRef<std::int64_t>(pack.labels), at::kLong).unsqueeze(1)).to(at::kFloat);
}

at::Tensor summedLteLoss(const at::Tensor& logits, const at::Tensor& targets)
{
    return at::mse_loss(logits.sigmoid(), targets, at::Reduction::Sum) / logits.size(1);
}

at::Tensor agreementTargets(const std::vector<ExitRows>& exits, const TaskLabels& labels, double tolerance)
{
    const at::Tensor given = answers(exits, labels);
    const at::Tensor last = given.narrow(1, given.size(1) - 1, 1);
    const at::Tensor below = given.narrow(1, 0, given.size(1) - 1);
    const at::Tensor agrees = labels.isRegression ? (below - last).abs().lt(tolerance) : below.eq(last);
    return agrees.to(at::kFloat);
}

at::Tensor agreementLoss(const at::Tensor& logits, const at::Tensor& targets, bool isBalanced)
{
    at::Tensor weights;
    if (isBalanced) {
        const at::Tensor agreeing = targets.mean(0, true); // [1, E - 1]
        weights = targets * (1 - agreeing) + (1 - targets) * agreeing;
    }
    return at::binary_cross_entropy_with_logits(logits, targets, weights, {}, at::Reduction::Mean);
}

double rankingQuality(const at::Tensor& scores, const at::Tensor& targets)
{
    const at::Tensor flat = scores.detach().to(at::kFloat).contiguous().reshape({ -1 });
    const at::Tensor wanted = targets.contiguous().reshape({ -1 }).ge(0.5);
    const std::span<const float> values(flat.data_ptr<float>(), static_cast<std::size_t>(flat.numel()));
    const std::vector<double> ranks = metric::averageRanks(values);
    const bool* isWanted = wanted.data_ptr<bool>();
    double count = 0;
    double rankSum = 0;
    for (std::size_t i = 0; i < ranks.size(); ++i)
        if (isWanted[i]) {
            count += 1;
            rankSum += ranks[i];
        }
    const double others = static_cast<double>(ranks.size()) - count;
    if (count == 0 || others == 0)
        return std::numeric_limits<double>::quiet_NaN();
    return (rankSum - count * (count + 1) / 2) / (count * others);
}

} // namespace exitscope::engine
