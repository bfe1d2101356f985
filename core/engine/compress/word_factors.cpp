#include "core/engine/compress/word_factors.h"

#include <torch/torch.h>

#include <algorithm>
#include <cassert>
#include <cmath>

namespace exitscope::engine {

WordFactors factorised(const at::Tensor& table, std::int64_t rank)
{
    assert(rank >= 1 && rank <= std::min(table.size(0), table.size(1)));
    torch::NoGradGuard noGrad;
    const auto [left, singular, right] = at::linalg_svd(table, false);
    WordFactors factors;
    factors.singular = singular;
    factors.words = (left.narrow(1, 0, rank) * singular.narrow(0, 0, rank)).contiguous();
    factors.projection = right.narrow(0, 0, rank).t().contiguous();
    const at::Tensor dropped = singular.narrow(0, rank, singular.numel() - rank).to(at::kDouble);
    factors.error = std::sqrt(dropped.square().sum().item<double>());
    return factors;
}

} // namespace exitscope::engine
