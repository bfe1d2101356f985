#include "core/difficulty/linear_model.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <random>

namespace exitscope::difficulty {

namespace {

void standardise(std::span<const float> points, LinearModel& model)
{
    const auto width = static_cast<std::size_t>(model.features);
    const double rows = static_cast<double>(points.size()) / static_cast<double>(width);
    std::vector<double> sum(width), square(width);
    for (std::size_t i = 0; i < points.size(); ++i) {
        sum[i % width] += static_cast<double>(points[i]);
        square[i % width] += static_cast<double>(points[i]) * static_cast<double>(points[i]);
    }
    for (std::size_t d = 0; d < width; ++d) {
        const double mean = sum[d] / rows, variance = square[d] / rows - mean * mean;
        model.mean.push_back(static_cast<float>(mean));
        model.scale.push_back(variance > 1e-12 ? static_cast<float>(1 / std::sqrt(variance)) : 0.0F);
    }
}

/// One parameter's moments.
struct Adam
{
    explicit Adam(std::size_t count)
        : mean(count)
        , square(count)
    {
    }

    void step(std::span<float> values, std::span<const float> gradient, double rate, int count)
    {
        constexpr double beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;
        const double first = 1 - std::pow(beta1, count), second = 1 - std::pow(beta2, count);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double g = static_cast<double>(gradient[i]);
            mean[i] = beta1 * mean[i] + (1 - beta1) * g;
            square[i] = beta2 * square[i] + (1 - beta2) * g * g;
            values[i] -= static_cast<float>(rate * (mean[i] / first) / (std::sqrt(square[i] / second) + epsilon));
        }
    }

    std::vector<double> mean, square;
};

} // namespace

std::vector<float> LinearModel::logits(std::span<const float> points) const
{
    const auto width = static_cast<std::size_t>(features), outs = static_cast<std::size_t>(outputs);
    const std::size_t rows = points.size() / width;
    std::vector<float> result(rows * outs), x(width);
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t d = 0; d < width; ++d)
            x[d] = (points[row * width + d] - mean[d]) * scale[d];
        for (std::size_t o = 0; o < outs; ++o)
            result[row * outs + o]
                = std::inner_product(x.begin(), x.end(), weight.begin() + static_cast<std::ptrdiff_t>(o * width), bias[o]);
    }
    return result;
}

std::optional<LinearModel> trainLinear(std::span<const float> points, std::int64_t features,
    std::span<const std::uint8_t> right, std::int64_t outputs, const LinearOptions& options, const JobContext& job)
{
    const auto width = static_cast<std::size_t>(features), outs = static_cast<std::size_t>(outputs);
    const std::size_t rows = right.size() / outs;
    assert(points.size() == rows * width);
    LinearModel model { .features = features, .outputs = outputs, .mean = {}, .scale = {}, .weight = {}, .bias = {} };
    standardise(points, model);
    model.weight.resize(outs * width);
    model.bias.resize(outs);
    std::vector<std::size_t> order(rows);
    std::iota(order.begin(), order.end(), std::size_t { 0 });
    std::mt19937_64 random(options.seed);
    Adam weights(model.weight.size()), biases(outs);
    std::vector<float> weightGradient(model.weight.size()), biasGradient(outs), x(width);
    const auto batch = static_cast<std::size_t>(options.batch);
    int steps = 0;
    for (int epoch = 0; epoch < options.epochs; ++epoch) {
        if (!job.proceed())
            return std::nullopt;
        job.tell({ epoch, options.epochs, "epochs", "training a linear model" });
        for (std::size_t i = rows; i > 1; --i)
            std::swap(order[i - 1], order[random() % i]);
        for (std::size_t first = 0; first < rows; first += batch) {
            const std::size_t last = std::min(first + batch, rows);
            std::fill(biasGradient.begin(), biasGradient.end(), 0.0F);
            for (std::size_t i = 0; i < weightGradient.size(); ++i)
                weightGradient[i] = static_cast<float>(options.decay) * model.weight[i];
            for (std::size_t at = first; at < last; ++at) {
                const float* point = &points[order[at] * width];
                for (std::size_t d = 0; d < width; ++d)
                    x[d] = (point[d] - model.mean[d]) * model.scale[d];
                for (std::size_t o = 0; o < outs; ++o) {
                    float* row = &model.weight[o * width];
                    const float logit = std::inner_product(x.begin(), x.end(), row, model.bias[o]);
                    const float error = (1 / (1 + std::exp(-logit)) - static_cast<float>(right[order[at] * outs + o]))
                        / static_cast<float>(last - first);
                    biasGradient[o] += error;
                    for (std::size_t d = 0; d < width; ++d)
                        weightGradient[o * width + d] += error * x[d];
                }
            }
            ++steps;
            const double rate = options.rate * (1 - static_cast<double>(epoch) / options.epochs);
            weights.step(model.weight, weightGradient, rate, steps);
            biases.step(model.bias, biasGradient, rate, steps);
        }
    }
    return model;
}

} // namespace exitscope::difficulty
