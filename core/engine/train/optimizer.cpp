#include "core/engine/train/optimizer.h"

#include "core/engine/train/kernels.h"

#include <algorithm>
#include <cmath>

namespace exitscope::engine {

double scheduledRate(const OptimizerConfig& config, std::int64_t step, std::int64_t steps)
{
    const double warm = config.warmup * static_cast<double>(steps);
    const double now = static_cast<double>(step) + 1;
    if (now < warm)
        return config.rate * now / warm;
    return config.rate * (static_cast<double>(steps) - static_cast<double>(step)) / std::max(1.0, static_cast<double>(steps) - warm);
}

double optimise(const OptimizerConfig& config, const std::vector<TrainedRange>& ranges, std::int64_t step, double rate,
    const at::Tensor& gradients, at::Tensor& weights, at::Tensor& mean, at::Tensor& square)
{
    const auto* gradient = gradients.data_ptr<float>();
    double squares = 0;
    for (const TrainedRange& range : ranges)
        squares += kernels::sumOfSquares(gradient + range.offset, range.count);
    const double norm = std::sqrt(squares);
    if (!std::isfinite(norm))
        return norm;
    const double count = static_cast<double>(step) + 1;
    kernels::AdamStep adam {};
    adam.rate = static_cast<float>(rate);
    adam.beta1 = static_cast<float>(config.beta1);
    adam.beta2 = static_cast<float>(config.beta2);
    adam.epsilon = static_cast<float>(config.epsilon);
    adam.correction1 = static_cast<float>(1 / (1 - std::pow(config.beta1, count)));
    adam.correction2 = static_cast<float>(1 / (1 - std::pow(config.beta2, count)));
    adam.gradientScale = static_cast<float>(config.clip > 0 && norm > config.clip ? config.clip / norm : 1.0);
    for (const TrainedRange& range : ranges) {
        adam.decay = range.decays ? static_cast<float>(config.decay) : 0.0F;
        kernels::adamW(adam, range.count, weights.data_ptr<float>() + range.offset, gradient + range.offset,
            mean.data_ptr<float>() + range.offset, square.data_ptr<float>() + range.offset);
    }
    return norm;
}

} // namespace exitscope::engine
