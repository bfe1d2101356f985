#pragma once

#include "core/difficulty/annotation.h"

#include <cstdint>
#include <span>
#include <vector>

namespace exitscope::difficulty {

/// How well wrong exits are foreseen (methods.md §2.7, HashEE's metrics). The positive class is "hard": this exit is wrong.
struct Scores
{
    std::vector<double> outputAccuracy; ///< [L] over all units
    double meanAccuracy = 0;
    /// Of the hard class; micro over all units and exits at once, macro over examples: precision over those where something is
    /// predicted hard, recall over those where something is. 0 where there is nothing to divide by.
    double microPrecision = 0, microRecall = 0, microF1 = 0;
    double macroPrecision = 0, macroRecall = 0, macroF1 = 0;
    double truePositiveRate = 0, trueNegativeRate = 0; ///< over all units and exits
    double gMean = 0;                                  ///< √(TPR · TNR)
};

/// `predictedRight` [U, L]: 1 where the exit is taken to be right.
Scores score(const Annotation& annotation, std::span<const std::uint8_t> predictedRight);

/// The same of logits [U, L]: above 0 is right.
Scores scoreLogits(const Annotation& annotation, std::span<const float> logits);

} // namespace exitscope::difficulty
