#pragma once

#include "core/difficulty/scores.h"

#include <functional>

namespace exitscope::difficulty {

/// The share of right units of each output [L].
std::vector<double> priors(const Annotation& annotation);

/// Every output's majority in `train`, over all units of `test`; a tie is right.
std::vector<std::uint8_t> majority(const Annotation& train, const Annotation& test);

/// Guesses by the training set's priors, output by output: the means over `trials` of TPR, TNR, G-mean, accuracies and the
/// rest. The same on every machine for the same seed.
Scores guessed(const Annotation& train, const Annotation& test, int trials = 10, std::uint64_t seed = 1);

/// One such guess after the other, [U, L] over `test`.
void forEachGuess(const Annotation& train, const Annotation& test, int trials, std::uint64_t seed,
    const std::function<void(const std::vector<std::uint8_t>& right)>& take);

/// Throws InputError when the two differ in their outputs, or one is of words and the other of texts.
void requireAlike(const Annotation& train, const Annotation& test);

} // namespace exitscope::difficulty
