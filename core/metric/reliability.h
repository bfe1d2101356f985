#pragma once

#include "core/trace/trace.h"

#include <cstdint>
#include <span>
#include <vector>

namespace exitscope::metric {

/// How predictions are put together by their confidence. EqualWidth: bins of [0, 1] (Guo et al. 2017). EqualCount: adaptive,
/// as many predictions in each as can be, equal confidences never torn apart (Nixon et al. 2019).
enum class Binning { EqualWidth, EqualCount };

struct ReliabilityBin
{
    double low = 0, high = 1; ///< edges; EqualCount: the least and the largest confidence in it
    double confidence = 0;    ///< mean; 0 in an empty bin
    double accuracy = 0;
    std::int64_t count = 0;
};

/// A reliability diagram and what it sums up to.
struct Reliability
{
    std::vector<ReliabilityBin> bins; ///< ascending; EqualCount has no empty ones and may have fewer than asked for
    double error = 0;                 ///< expected calibration error: Σ share × |accuracy - confidence|; NaN when empty
    double largestGap = 0;            ///< the worst bin's; NaN when empty
};

/// Confidences that are not a number count as 0. `bins` at least 1.
Reliability reliability(std::span<const float> confidence, std::span<const std::uint8_t> correct,
    Binning binning = Binning::EqualWidth, int bins = 15);

/// The largest probability and whether it is right, for one exit's labelled units.
struct ExitConfidence
{
    std::vector<std::uint32_t> units; ///< those with a label
    std::vector<float> confidence;
    std::vector<std::uint8_t> correct;
};
/// Of every exit [E]; empty without labels of classes.
std::vector<ExitConfidence> exitConfidences(const trace::Trace& trace);

/// The diagram of every exit [E]; empty without labels of classes.
std::vector<Reliability> exitReliability(
    const trace::Trace& trace, Binning binning = Binning::EqualWidth, int bins = 15);

} // namespace exitscope::metric
