#pragma once

#include <cstdint>
#include <span>

namespace exitscope::calm {

/// Confidence from the contrast between a layer (the expert) and one below it (the amateur), over the words that the expert
/// holds plausible: those with at least `alpha` times the largest probability (methods.md §3.7). Every span is a
/// distribution softmax(logits) [V]; each measure is the difference of its two largest values.
enum class Contrast {
    /// The plausible words' probabilities are replaced by the softmax of their log-ratios; the others keep theirs, so the
    /// whole need not add up to 1 (published code).
    Plain,
    /// The plausible words share the probability that they had together, by the softmax of their log-ratios; others have none.
    Reweighted,
};

float contrastiveConfidence(
    Contrast contrast, std::span<const float> expert, std::span<const float> amateur, float alpha = 0.1F);

/// The amateur of a layer where it is fixed: half as deep. Layers are counted from 1, and layer 1 is its own.
constexpr std::int64_t halfwayAmateur(std::int64_t layer) { return layer > 1 ? layer / 2 : 1; }

/// The amateur that differs most: of `layers` [n, V], those below the expert and the expert itself as the last, the row whose
/// Jensen-Shannon divergence from the expert over the expert's plausible words, divided by the distance in layers, is the
/// largest; the first of several equal ones. Asserts n ≥ 1; of an expert alone it is the expert.
std::int64_t mostDifferentAmateur(std::span<const float> layers, std::int64_t words, float alpha = 0.1F);

} // namespace exitscope::calm
