#include "core/calm/confidence.h"

#include "core/policy/softmax_scores.h"

#include <cassert>
#include <cmath>

namespace exitscope::calm {

namespace {

float scoreOf(policy::SoftmaxScore kind, std::span<const float> logits)
{
    float score = 0;
    policy::softmaxScores(kind, logits, static_cast<std::int64_t>(logits.size()), {}, { &score, 1 });
    return score;
}

/// Without overflow on either side.
double sigmoid(double x)
{
    if (x >= 0)
        return 1 / (1 + std::exp(-x));
    const double e = std::exp(x);
    return e / (1 + e);
}

} // namespace

float softmaxDifference(std::span<const float> logits)
{
    assert(!logits.empty());
    // One word leaves nothing to be unsure of.
    return logits.size() == 1 ? softmaxMaximum(logits) : scoreOf(policy::SoftmaxScore::Margin, logits);
}

float softmaxMaximum(std::span<const float> logits) { return scoreOf(policy::SoftmaxScore::Confidence, logits); }

float stateSaturation(std::span<const float> state, std::span<const float> below)
{
    assert(state.size() == below.size());
    double product = 0, lengthOfState = 0, lengthBelow = 0;
    for (std::size_t i = 0; i < state.size(); ++i) {
        const double a = state[i], b = below[i];
        product += a * b;
        lengthOfState += a * a;
        lengthBelow += b * b;
    }
    return static_cast<float>(product / (std::sqrt(lengthOfState) * std::sqrt(lengthBelow)));
}

float classifierChance(std::span<const float> state, std::span<const float> weight, float bias)
{
    assert(state.size() == weight.size());
    double sum = bias;
    for (std::size_t i = 0; i < state.size(); ++i)
        sum += static_cast<double>(state[i]) * static_cast<double>(weight[i]);
    return static_cast<float>(sigmoid(sum));
}

float classifierChance(float stay, float leave)
{
    return static_cast<float>(sigmoid(static_cast<double>(leave) - static_cast<double>(stay)));
}

} // namespace exitscope::calm
