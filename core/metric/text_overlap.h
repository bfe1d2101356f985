#pragma once

#include "core/metric/text_words.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

/// How much two texts have in common, each figure in [0, 1] and 1 for equal texts. Where one side has no words the figure
/// is 1 if the other has none either, else 0 (methods.md §9). Texts are repaired UTF-8; nothing here throws.
namespace exitscope::metric {

/// F1 of the n-grams as multisets. Of two texts too short for one: 1 where they are equal.
double overlapF1(const Words& candidate, const Words& reference, std::size_t n = 1);
/// F1 of the longest common subsequence of words (sentence level, beta 1).
double commonSequenceF1(const Words& candidate, const Words& reference);

double rougeN(std::string_view candidate, std::string_view reference, std::size_t n);
double rougeL(std::string_view candidate, std::string_view reference);
/// Of the words that SQuAD's normalisation leaves, as multisets.
double tokenF1(std::string_view candidate, std::string_view reference);
/// Whether SQuAD's normalisation makes them equal.
bool isExactMatch(std::string_view candidate, std::string_view reference);

/// The best over several references; 0 without any.
template <typename Measure>
double bestOf(std::string_view candidate, std::span<const std::string> references, const Measure& measure)
{
    double best = 0;
    for (const auto& reference : references)
        if (const auto value = static_cast<double>(measure(candidate, reference)); value > best)
            best = value;
    return best;
}

} // namespace exitscope::metric
