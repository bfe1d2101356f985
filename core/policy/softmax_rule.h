#pragma once

#include "core/policy/policy.h"
#include "core/policy/softmax_scores.h"

#include <memory>
#include <vector>

namespace exitscope::policy {

/// A rule on one function of softmax(z): entropy, confidence, margin.
struct SoftmaxSettings
{
    SoftmaxScore kind = SoftmaxScore::Entropy;
    Passes passes = Passes::Below;
    std::vector<float> temperature {}; ///< [E], or empty for 1
    float divisor = 1;              ///< of the scores

    /// What the logits of the view's exits are multiplied by, [n, exits]; empty for nothing.
    std::vector<float> scaleOf(const ExitView& view) const;
};

std::unique_ptr<ScoreRule> makeSoftmaxRule(SoftmaxSettings settings);

/// `temperature`, one or one per exit, as the rules on confidence take it; and what a spec says of it: [E], empty for 1.
ParameterInfo temperatureParameter();
std::vector<float> temperatureOf(const PolicySpec& spec, std::int64_t exits);

} // namespace exitscope::policy
