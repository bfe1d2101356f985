#pragma once

#include <cstdint>
#include <span>

namespace exitscope::policy {

/// Functions of p = softmax(z) that rules compare with a threshold (methods.md §1.1–1.3).
enum class SoftmaxScore {
    Entropy,    ///< −Σ p ln p, by the max-shifted form: ln Σe^z' − Σz'e^z' / Σe^z'
    Confidence, ///< max p
    Margin,     ///< largest p − second largest p
};

/// Scores of `logits` [rows, classes], one per row. `scale`, if not empty, holds one factor per row that multiplies
/// its logits (1 / temperature). NaN where a logit is NaN or the largest is infinite; a logit of −∞ is a probability
/// of 0. The same bits on every machine: no fused multiply-add, no library exponential.
void softmaxScores(SoftmaxScore kind, std::span<const float> logits, std::int64_t classes, std::span<const float> scale,
    std::span<float> scores);

/// p = softmax(z) of every row of `logits` [rows, classes] under the same `scale`. All NaN in a row without a
/// distribution: where softmaxScores() gives NaN.
void softmaxProbabilities(std::span<const float> logits, std::int64_t classes, std::span<const float> scale,
    std::span<float> probabilities);

/// The same functions of distributions that are there already: `probabilities` [rows, classes]. NaN where one of them is.
void distributionScores(SoftmaxScore kind, std::span<const float> probabilities, std::int64_t classes,
    std::span<float> scores);

/// The class of every row of `logits` [rows, classes]: see predictClasses().
void largestLogit(std::span<const float> logits, std::int64_t classes, std::span<std::int32_t> largest);

} // namespace exitscope::policy
