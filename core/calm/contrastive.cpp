#include "core/calm/contrastive.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>
#include <limits>
#include <vector>

namespace exitscope::calm {

namespace {

std::vector<std::size_t> plausibleWords(std::span<const float> expert, float alpha)
{
    const float least = alpha * *std::max_element(expert.begin(), expert.end());
    std::vector<std::size_t> words;
    for (std::size_t word = 0; word < expert.size(); ++word)
        if (expert[word] >= least)
            words.push_back(word);
    return words;
}

/// Softmax of the words' log-ratios, which is their ratios divided by the sum of these.
std::vector<double> contrastOf(std::span<const float> expert, std::span<const float> amateur,
    std::span<const std::size_t> words)
{
    std::vector<double> contrast;
    double sum = 0;
    for (const std::size_t word : words) {
        contrast.push_back(static_cast<double>(expert[word]) / static_cast<double>(amateur[word]));
        sum += contrast.back();
    }
    for (double& value : contrast)
        value /= sum;
    return contrast;
}

double topDifference(std::vector<double> values)
{
    if (values.size() == 1)
        return values.front();
    std::nth_element(values.begin(), values.begin() + 1, values.end(), std::greater<>());
    return values[0] - values[1];
}

/// p ln(p / m), the limit 0 at p = 0.
double term(double p, double m) { return p > 0 ? p * std::log(p / m) : 0; }

double divergence(std::span<const float> a, std::span<const float> b, std::span<const std::size_t> words)
{
    double sum = 0;
    for (const std::size_t word : words) {
        const double p = a[word], q = b[word], middle = (p + q) / 2;
        sum += (term(p, middle) + term(q, middle)) / 2;
    }
    return sum;
}

} // namespace

float contrastiveConfidence(
    Contrast contrast, std::span<const float> expert, std::span<const float> amateur, float alpha)
{
    assert(!expert.empty() && expert.size() == amateur.size());
    const auto words = plausibleWords(expert, alpha);
    if (words.empty()) // not numbers
        return std::numeric_limits<float>::quiet_NaN();
    const auto ratios = contrastOf(expert, amateur, words);
    const bool isPlain = contrast == Contrast::Plain;
    double share = 1;
    if (!isPlain) {
        share = 0;
        for (const std::size_t word : words)
            share += expert[word];
    }
    std::vector<double> values(expert.size(), 0.0);
    if (isPlain)
        std::copy(expert.begin(), expert.end(), values.begin());
    for (std::size_t i = 0; i < words.size(); ++i)
        values[words[i]] = ratios[i] * share;
    return static_cast<float>(topDifference(std::move(values)));
}

std::int64_t mostDifferentAmateur(std::span<const float> layers, std::int64_t words, float alpha)
{
    const auto width = static_cast<std::size_t>(words);
    const std::size_t count = layers.size() / width;
    assert(count >= 1 && count * width == layers.size());
    const auto expert = layers.last(width);
    const auto plausible = plausibleWords(expert, alpha);
    std::size_t best = 0;
    double most = -1;
    for (std::size_t layer = 0; layer + 1 < count; ++layer) {
        const auto distance = static_cast<double>(count - 1 - layer);
        const double value = divergence(expert, layers.subspan(layer * width, width), plausible) / distance;
        if (value > most) {
            most = value;
            best = layer;
        }
    }
    return static_cast<std::int64_t>(best);
}

} // namespace exitscope::calm
