#pragma once

#include "core/evidence/estimate.h"

#include <cstddef>
#include <span>
#include <vector>

namespace exitscope::evidence {

/// Percentile intervals from the draws of a figure, by order statistics: of D values the k-th smallest and the k-th
/// largest, k = floor((D + 1)·(1 - confidence) / 2), at least 1 (Efron and Tibshirani 1993, chapter 13). No
/// interpolation, so that the interval of 1/x is that of x turned round. NaN is no value.
///
/// Neighbouring points of a curve have much the same tails. A reader therefore remembers where the last ones were, looks
/// only at what lies beyond, and sorts all only when that was wrong. The result does not depend on what was read before.
class PercentileReader
{
public:
    explicit PercentileReader(double confidence)
        : m_confidence(confidence)
    {
    }

    Interval read(std::span<const double> draws);

private:
    double m_confidence;
    double m_lowCut = 0, m_highCut = 0; ///< where the tails are likely to end
    bool m_hasCuts = false;
    std::vector<double> m_low, m_high;
};

Interval percentileInterval(std::span<const double> draws, double confidence);

/// `value` with the interval of its draws.
Estimate estimateOf(double value, std::span<const double> draws, double confidence);

/// Two-sided bootstrap p-value of "the difference is 0": twice the smaller share of draws on one side of 0, each
/// counted with the sample itself, (1 + #) / (1 + D). NaN without a draw that has a value.
double bootstrapP(std::span<const double> differences);

} // namespace exitscope::evidence
