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

    friend bool operator==(const Scores&, const Scores&) = default;
};

/// The figures that are one number, as JSON and tables name them ("micro_f1").
struct ScoreField
{
    const char* name;
    double Scores::*value;
};
std::span<const ScoreField> scoreFields();

/// Mean and deviation (with n − 1 below the line; 0 of one) of several, field by field.
struct ScoreSpread
{
    Scores mean, sd;
};
ScoreSpread spreadOf(std::span<const Scores> scores);

/// `predictedRight` [U, L]: 1 where the exit is taken to be right.
Scores score(const Annotation& annotation, std::span<const std::uint8_t> predictedRight);

/// Above 0 is right.
std::vector<std::uint8_t> rightOf(std::span<const float> logits);

/// The same of logits [U, L], as rightOf() reads them.
Scores scoreLogits(const Annotation& annotation, std::span<const float> logits);

} // namespace exitscope::difficulty
