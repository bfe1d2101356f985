#include "core/evidence/percentile.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace exitscope::evidence {

namespace {

/// Which order statistic from either end.
std::size_t rankOf(std::size_t values, double confidence)
{
    // The share is 0.025 only up to rounding; 1001 draws must give 25, not 24.
    const double rank = std::floor(static_cast<double>(values + 1) * (1 - confidence) / 2 + 1e-9);
    return std::min(values, static_cast<std::size_t>(std::max(rank, 1.0)));
}

} // namespace

Interval PercentileReader::read(std::span<const double> draws)
{
    m_low.resize(draws.size());
    m_high.resize(draws.size());
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const double lowCut = m_hasCuts ? m_lowCut : infinity;
    const double highCut = m_hasCuts ? m_highCut : -infinity;
    double* lowTail = m_low.data();
    double* highTail = m_high.data();
    std::size_t values = 0;
    for (const double value : draws)
        values += value == value ? 1 : 0;
    // Written whether it counts or not: the tails are too common to be worth a branch. A NaN is beyond no cut.
    for (const double value : draws) {
        *lowTail = value;
        *highTail = value;
        lowTail += value <= lowCut ? 1 : 0;
        highTail += value >= highCut ? 1 : 0;
    }
    const auto low = static_cast<std::size_t>(lowTail - m_low.data());
    const auto high = static_cast<std::size_t>(highTail - m_high.data());
    if (values == 0)
        return {};
    const std::size_t rank = rankOf(values, m_confidence);
    if (low < rank || high < rank) {
        m_hasCuts = false;
        return read(draws);
    }
    // Next time half as much again will do, wherever the tail has moved.
    const std::size_t wide = std::min(values, rank + rank / 2 + 1);
    const auto pick = [rank, wide](std::vector<double>& tail, std::size_t count, double& cut, auto before) {
        const auto end = tail.begin() + static_cast<std::ptrdiff_t>(count);
        const auto nth = tail.begin() + static_cast<std::ptrdiff_t>(rank - 1);
        const auto far = tail.begin() + static_cast<std::ptrdiff_t>(std::min(wide, count) - 1);
        std::nth_element(tail.begin(), far, end, before);
        const double farValue = *far;
        std::nth_element(tail.begin(), nth, far + 1, before);
        cut = farValue + (count < wide ? farValue - *nth : 0.0);
        return *nth;
    };
    Interval interval;
    interval.low = pick(m_low, low, m_lowCut, std::less<>());
    interval.high = pick(m_high, high, m_highCut, std::greater<>());
    m_hasCuts = true;
    return interval;
}

Interval percentileInterval(std::span<const double> draws, double confidence)
{
    return PercentileReader(confidence).read(draws);
}

Estimate estimateOf(double value, std::span<const double> draws, double confidence)
{
    const auto values = std::count_if(draws.begin(), draws.end(), [](double draw) { return !std::isnan(draw); });
    return { value, percentileInterval(draws, confidence),
        draws.empty() ? 0.0 : static_cast<double>(values) / static_cast<double>(draws.size()) };
}

double bootstrapP(std::span<const double> differences)
{
    std::size_t notAbove = 0, notBelow = 0, values = 0;
    for (const double difference : differences) {
        values += std::isnan(difference) ? 0 : 1;
        notAbove += difference <= 0 ? 1 : 0;
        notBelow += difference >= 0 ? 1 : 0;
    }
    if (values == 0)
        return std::numeric_limits<double>::quiet_NaN();
    return std::min(1.0, 2 * static_cast<double>(1 + std::min(notAbove, notBelow)) / static_cast<double>(1 + values));
}

} // namespace exitscope::evidence
