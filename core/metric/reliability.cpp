#include "core/metric/reliability.h"

#include "core/policy/policy.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace exitscope::metric {

namespace {

float usable(float confidence)
{
    return std::isnan(confidence) ? 0.0F : std::clamp(confidence, 0.0F, 1.0F);
}

/// Adds up; finish() makes means of the sums.
void count(ReliabilityBin& bin, float confidence, bool correct)
{
    bin.confidence += static_cast<double>(confidence);
    bin.accuracy += correct ? 1 : 0;
    ++bin.count;
}

std::vector<ReliabilityBin> equalWidth(
    std::span<const float> confidence, std::span<const std::uint8_t> correct, std::size_t bins)
{
    std::vector<ReliabilityBin> result(bins);
    for (std::size_t bin = 0; bin < bins; ++bin) {
        result[bin].low = static_cast<double>(bin) / static_cast<double>(bins);
        result[bin].high = static_cast<double>(bin + 1) / static_cast<double>(bins);
    }
    for (std::size_t i = 0; i < confidence.size(); ++i) {
        const float value = usable(confidence[i]);
        const auto bin = static_cast<std::size_t>(value * static_cast<float>(bins));
        count(result[std::min(bin, bins - 1)], value, correct[i] != 0);
    }
    return result;
}

std::vector<ReliabilityBin> equalCount(
    std::span<const float> confidence, std::span<const std::uint8_t> correct, std::size_t bins)
{
    std::vector<std::size_t> order(confidence.size());
    std::iota(order.begin(), order.end(), std::size_t { 0 });
    std::stable_sort(order.begin(), order.end(),
        [confidence](std::size_t a, std::size_t b) { return usable(confidence[a]) < usable(confidence[b]); });
    std::vector<ReliabilityBin> result;
    std::size_t at = 0;
    for (std::size_t bin = 0; bin < bins && at < order.size(); ++bin) {
        const std::size_t end = order.size() * (bin + 1) / bins;
        if (at >= end)
            continue;
        ReliabilityBin next;
        next.low = static_cast<double>(usable(confidence[order[at]]));
        while (at < order.size() && (at < end || usable(confidence[order[at]]) == static_cast<float>(next.high))) {
            const float value = usable(confidence[order[at]]);
            count(next, value, correct[order[at]] != 0);
            next.high = static_cast<double>(value);
            ++at;
        }
        result.push_back(next);
    }
    return result;
}

} // namespace

Reliability reliability(std::span<const float> confidence, std::span<const std::uint8_t> correct, Binning binning, int bins)
{
    const auto wanted = static_cast<std::size_t>(std::max(bins, 1));
    Reliability result;
    result.bins = binning == Binning::EqualWidth ? equalWidth(confidence, correct, wanted)
                                                 : equalCount(confidence, correct, wanted);
    if (confidence.empty()) {
        result.error = result.largestGap = std::numeric_limits<double>::quiet_NaN();
        return result;
    }
    for (auto& bin : result.bins) {
        if (bin.count == 0)
            continue;
        bin.confidence /= static_cast<double>(bin.count);
        bin.accuracy /= static_cast<double>(bin.count);
        const double gap = std::abs(bin.accuracy - bin.confidence);
        result.error += gap * static_cast<double>(bin.count) / static_cast<double>(confidence.size());
        result.largestGap = std::max(result.largestGap, gap);
    }
    return result;
}

std::vector<ExitConfidence> exitConfidences(const trace::Trace& trace)
{
    if (trace.labels().empty())
        return {};
    const auto table = policy::policyNamed("confidence").scores({ "confidence", {} }, trace);
    const auto units = static_cast<std::size_t>(trace.units());
    std::vector<ExitConfidence> exits(static_cast<std::size_t>(trace.exits()));
    for (std::size_t e = 0; e < exits.size(); ++e) {
        for (std::size_t u = 0; u < units; ++u) {
            if (trace.labels()[u] < 0)
                continue;
            exits[e].units.push_back(static_cast<std::uint32_t>(u));
            exits[e].confidence.push_back(table.scores[e * units + u]);
            exits[e].correct.push_back(table.predictions[e * units + u] == trace.labels()[u] ? 1 : 0);
        }
    }
    return exits;
}

std::vector<Reliability> exitReliability(const trace::Trace& trace, Binning binning, int bins)
{
    std::vector<Reliability> diagrams;
    for (const auto& exit : exitConfidences(trace))
        diagrams.push_back(reliability(exit.confidence, exit.correct, binning, bins));
    return diagrams;
}

} // namespace exitscope::metric
