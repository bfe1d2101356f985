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

/// All three scores of one row of logits [C], bit for bit as softmaxScores() gives them, its class as largestLogit() does, and
/// what a class's log-probability needs: ln p of class c is (logits[c] − top) − logSum.
struct RowScores
{
    std::int32_t largest = 0;
    float entropy = 0, confidence = 0, margin = 0;
    float top = 0;    ///< the largest logit
    float logSum = 0; ///< ln Σ e^(z − top)
};
RowScores rowScores(std::span<const float> logits);

/// The place of class `of` among the classes by their logits [C], from 1: larger ones stand before it, of equal ones those with a
/// lower number, and all numbers before NaN.
std::int32_t rankOf(std::span<const float> logits, std::int32_t of);

} // namespace exitscope::policy
