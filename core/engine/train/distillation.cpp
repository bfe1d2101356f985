#include "core/engine/train/distillation.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cassert>

namespace exitscope::engine {

at::Tensor softCrossEntropies(const at::Tensor& teacherLogits, const at::Tensor& studentLogits, double temperature)
{
    const at::Tensor wanted = at::softmax(teacherLogits / temperature, 1);
    return -(wanted * at::log_softmax(studentLogits / temperature, 1)).sum(1);
}

at::Tensor scaledDivergences(const at::Tensor& teacherLogits, const at::Tensor& studentLogits, double temperature)
{
    const at::Tensor wanted = at::log_softmax(teacherLogits / temperature, 1);
    const at::Tensor given = at::log_softmax(studentLogits / temperature, 1);
    return (wanted.exp() * (wanted - given)).sum(1) * (temperature * temperature);
}

at::Tensor softCrossEntropy(const at::Tensor& teacherLogits, const at::Tensor& studentLogits, double temperature)
{
    return softCrossEntropies(teacherLogits, studentLogits, temperature).mean();
}

at::Tensor scaledDivergence(const at::Tensor& teacherLogits, const at::Tensor& studentLogits, double temperature)
{
    return scaledDivergences(teacherLogits, studentLogits, temperature).mean();
}

at::Tensor tokenShares(std::span<const std::int32_t> offsets)
{
    assert(!offsets.empty());
    at::Tensor shares = at::empty({ offsets.back(), 1 });
    auto* into = shares.data_ptr<float>();
    for (std::size_t s = 0; s + 1 < offsets.size(); ++s) {
        const std::int32_t length = offsets[s + 1] - offsets[s];
        std::fill_n(into + offsets[s], length, 1.0F / static_cast<float>(length));
    }
    return shares;
}

at::Tensor summedFeatureLoss(const at::Tensor& teacherStates, const at::Tensor& studentStates, const at::Tensor& shares)
{
    return (at::square(studentStates - teacherStates).mean(1, true) * shares).sum();
}

std::vector<std::size_t> matchedStates(std::int64_t teacherLayers, std::int64_t studentLayers)
{
    assert(studentLayers > 0);
    std::vector<std::size_t> matched;
    for (std::int64_t state = 0; state <= studentLayers; ++state)
        matched.push_back(static_cast<std::size_t>(state * teacherLayers / studentLayers));
    return matched;
}

at::Tensor featureLoss(std::span<const at::Tensor> teacherStates, std::span<const at::Tensor> studentStates,
    std::span<const std::int32_t> offsets)
{
    const at::Tensor shares = tokenShares(offsets);
    const auto matched = matchedStates(std::ssize(teacherStates) - 1, std::ssize(studentStates) - 1);
    at::Tensor sum;
    for (std::size_t s = 0; s < studentStates.size(); ++s) {
        const at::Tensor loss = summedFeatureLoss(teacherStates[matched[s]], studentStates[s], shares);
        sum = sum.defined() ? sum + loss : loss;
    }
    return sum / static_cast<double>(offsets.size() - 1);
}

} // namespace exitscope::engine
