#include "core/engine/train/equilibrium.h"

#include <torch/torch.h>

#include <algorithm>

namespace exitscope::engine {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

class ScaledGradient : public torch::autograd::Function<ScaledGradient>
{
public:
    static at::Tensor forward(AutogradContext* context, at::Tensor x, double factor)
    {
        context->saved_data["factor"] = factor;
        return x;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        return { gradients[0] * context->saved_data["factor"].toDouble(), {} };
    }
};

/// Of the k-th of `count`, from 1. Nothing lies behind the last.
GradientScale scaleOf(std::int64_t k, std::int64_t count)
{
    return { 1.0 / static_cast<double>(count - k + 1), k < count ? static_cast<double>(count - k) : 1.0 };
}

} // namespace

std::vector<GradientScale> equilibriumScales(std::int64_t layers, std::span<const std::int32_t> exitLayer)
{
    std::vector<GradientScale> scales(static_cast<std::size_t>(layers));
    for (std::size_t exit = 0; exit < exitLayer.size(); ++exit)
        scales.at(static_cast<std::size_t>(exitLayer[exit] - 1))
            = scaleOf(static_cast<std::int64_t>(exit) + 1, std::ssize(exitLayer));
    return scales;
}

std::vector<GradientScale> publishedEquilibriumScales(std::int64_t layers)
{
    std::vector<GradientScale> scales;
    for (std::int64_t layer = 1; layer <= layers; ++layer)
        scales.push_back(scaleOf(layer, layers));
    return scales;
}

at::Tensor withScaledGradient(const at::Tensor& x, double factor)
{
    return factor == 1 ? x : ScaledGradient::apply(x, factor);
}

} // namespace exitscope::engine
