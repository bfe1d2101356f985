#include "core/engine/train/losses.h"

#include <ATen/ATen.h>

#include <cassert>
#include <numeric>

namespace exitscope::engine {

std::vector<double> exitWeights(
    Regime regime, LossPart part, std::span<const std::int32_t> exitLayer, std::int64_t step)
{
    const bool isLastAlone
        = part == LossPart::TrunkAndLastExit || (regime == Regime::Alternating && part == LossPart::Whole && step % 2 == 0);
    if (isLastAlone || part == LossPart::ExitModule || part == LossPart::OtherExitsFromLast) {
        std::vector<double> weights(exitLayer.size(), 0.0);
        weights.back() = isLastAlone ? 1 : 0;
        return weights;
    }
    std::vector<double> weights(exitLayer.size(), 1.0);
    if (part == LossPart::OtherExits) {
        weights.back() = 0;
    } else if (regime == Regime::LayerWeighted) {
        const double sum = std::accumulate(exitLayer.begin(), exitLayer.end(), 0.0);
        for (std::size_t e = 0; e < weights.size(); ++e)
            weights[e] = exitLayer[e] / sum;
    }
    return weights;
}

double weightedLoss(std::span<const double> losses, std::span<const double> weights)
{
    assert(losses.size() == weights.size());
    return std::inner_product(losses.begin(), losses.end(), weights.begin(), 0.0);
}

at::Tensor summedCrossEntropy(const at::Tensor& logits, const at::Tensor& labels, double smoothing)
{
    return at::cross_entropy_loss(logits, labels, {}, at::Reduction::Sum, -1, smoothing);
}

at::Tensor summedSquaredError(const at::Tensor& values, const at::Tensor& targets)
{
    return at::mse_loss(values.reshape({ -1 }), targets, at::Reduction::Sum);
}

at::Tensor exitDiversities(std::span<const at::Tensor> exitLogits)
{
    assert(exitLogits.size() > 1);
    at::Tensor sum;
    std::vector<at::Tensor> below; // log p_j
    for (const at::Tensor& logits : exitLogits) {
        const at::Tensor given = at::log_softmax(logits, 1);
        if (!below.empty()) {
            std::vector<at::Tensor> distances;
            for (const at::Tensor& lower : below)
                distances.push_back(-(given.exp() * lower).sum(1));
            const at::Tensor nearest = std::get<0>(at::stack(distances, 1).min(1));
            sum = sum.defined() ? sum + nearest : nearest;
        }
        below.push_back(given);
    }
    return sum;
}

} // namespace exitscope::engine
