#include "core/calm/exit_targets.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace exitscope::calm {

namespace {

constexpr double leastChance = 1e-12;

double kept(double chance) { return std::clamp(chance, leastChance, 1 - leastChance); }

} // namespace

std::vector<double> layerWeights(LayerWeights kind, std::int64_t layers)
{
    assert(layers >= 1);
    std::vector<double> weights;
    for (std::int64_t layer = 1; layer <= layers; ++layer)
        switch (kind) {
        case LayerWeights::Linear:
            weights.push_back(static_cast<double>(layer));
            break;
        case LayerWeights::Uniform:
            weights.push_back(1);
            break;
        case LayerWeights::Geometric:
            weights.push_back(std::exp2(static_cast<double>(layer - layers))); // 2^L need not be a number
            break;
        }
    double sum = 0;
    for (const double weight : weights)
        sum += weight;
    for (double& weight : weights)
        weight /= sum;
    return weights;
}

std::vector<std::uint8_t> agreementTargets(std::span<const std::int32_t> words)
{
    assert(!words.empty());
    std::vector<std::uint8_t> targets;
    for (const std::int32_t word : words.first(words.size() - 1))
        targets.push_back(word == words.back() ? 1 : 0);
    return targets;
}

double independentLoss(std::span<const double> chances, std::span<const std::uint8_t> targets)
{
    assert(chances.size() == targets.size() && !chances.empty());
    double sum = 0;
    for (std::size_t i = 0; i < chances.size(); ++i)
        sum -= std::log(targets[i] ? kept(chances[i]) : 1 - kept(chances[i]));
    return sum / static_cast<double>(chances.size());
}

BalancedWeights balancedWeights(std::span<const std::uint8_t> targets)
{
    assert(!targets.empty());
    const auto leaving = std::count(targets.begin(), targets.end(), std::uint8_t { 1 });
    const double share = static_cast<double>(leaving) / static_cast<double>(targets.size());
    return { .leave = 1 - share, .stay = share };
}

std::vector<double> firstExitLogProbabilities(std::span<const double> chances)
{
    std::vector<double> values;
    double stayed = 0;
    for (const double chance : chances) {
        values.push_back(stayed + std::log(chance));
        stayed += std::log1p(-chance);
    }
    values.push_back(stayed);
    return values;
}

std::int64_t firstAgreement(std::span<const std::int32_t> words)
{
    assert(!words.empty());
    return std::find(words.begin(), words.end(), words.back()) - words.begin();
}

double firstExitLoss(std::span<const double> chances, std::int64_t target)
{
    std::vector<double> safe(chances.begin(), chances.end());
    std::transform(safe.begin(), safe.end(), safe.begin(), kept);
    return -firstExitLogProbabilities(safe)[static_cast<std::size_t>(target)];
}

} // namespace exitscope::calm
