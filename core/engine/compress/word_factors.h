#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace exitscope::engine {

/// A word table E [V, H] as the product of two thinner ones (truncated SVD: methods.md, 4.2).
struct WordFactors
{
    at::Tensor words;      ///< [V, R]: left vectors times singular values
    at::Tensor projection; ///< [H, R]: right vectors, as the weight of a bias-free linear layer
    at::Tensor singular;   ///< [min(V, H)] all singular values, descending
    double error = 0;      ///< Frobenius norm of what was left out: √Σ of the dropped values squared
};

/// The best approximation of `table` of rank `rank`, 1 ≤ rank ≤ min(V, H). The sign of each component is free.
WordFactors factorised(const at::Tensor& table, std::int64_t rank);

} // namespace exitscope::engine
