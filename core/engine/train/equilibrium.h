#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>
#include <vector>

/// Gradient equilibrium (COST-EFF, equation 3; methods.md, 4.6): what a layer gets from the exits above it is their mean, not
/// their sum, by nodes that pass states on as they are and scale gradients.
namespace exitscope::engine {

/// What the gradient of a layer's state is multiplied by.
struct GradientScale
{
    double branch = 1; ///< right after the layer, before its exit branches off
    double trunk = 1;  ///< on the path from there to the next layer
};

/// [layers]. The k-th of m exits has 1/(m-k+1) and m-k, so that every layer gets the mean of the exits above it; layers without
/// an exit have no part in it. `exitLayer` counts from 1 and ends with the last layer.
std::vector<GradientScale> equilibriumScales(std::int64_t layers, std::span<const std::int32_t> exitLayer);

/// As published: layer l of L has 1/(L-l+1) and L-l whether it has an exit or not. The same where every layer has one; where the
/// first exit is higher up, what lies below it learns the less.
std::vector<GradientScale> publishedEquilibriumScales(std::int64_t layers);

/// `x` itself, whose gradient is multiplied by `factor`.
at::Tensor withScaledGradient(const at::Tensor& x, double factor);

} // namespace exitscope::engine
