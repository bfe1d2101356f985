#pragma once

#include "core/metric/metric_tally.h"
#include "core/optimise/easing_order.h"

#include <cmath>
#include <cstdint>
#include <vector>

namespace exitscope::optimise {

/// Values of a ThresholdWalk: what the search makes large. All begin with every unit at the last exit.

/// The number of units that are right.
class RightUnits
{
public:
    static constexpr double tolerance = 0;

    /// `classes` [U, E] with which units leave at the exits.
    RightUnits(const EasingOrder& order, const trace::Trace& trace, std::span<const std::int32_t> classes)
        : m_units(static_cast<std::size_t>(order.units()))
        , m_right((order.lines() + 1) * m_units)
    {
        for (std::size_t unit = 0; unit < m_units; ++unit) {
            const auto row = unit * static_cast<std::size_t>(trace.exits());
            for (std::size_t line = 0; line <= order.lines(); ++line)
                m_right[line * m_units + unit]
                    = classes[row + static_cast<std::size_t>(order.exitOf(line))] == trace.labels()[unit] ? 1
                                                                                                          : 0;
            m_count += m_right[order.lines() * m_units + unit];
        }
    }

    /// [U] what is right at a line's exit.
    std::span<const std::uint8_t> at(std::size_t line) const
    {
        return std::span(m_right).subspan(line * m_units, m_units);
    }

    void change(std::uint32_t unit, std::size_t fromLine, std::size_t toLine)
    {
        m_count += int { m_right[toLine * m_units + unit] } - int { m_right[fromLine * m_units + unit] };
    }
    double value() const { return static_cast<double>(m_count); }

private:
    std::size_t m_units;
    std::vector<std::uint8_t> m_right; ///< [lines + 1, U]
    std::int64_t m_count = 0;
};

/// The number of units that are right in expectation: at every exit the share that is right is fitted to fall
/// with the score (isotonic regression by pooling adjacent violators), and a unit counts by the share at its
/// score. Whether one unit happened to be right no longer moves a threshold, so that few examples are less
/// overfitted. Units without a score at an exit count by the share of those.
class ExpectedUnits
{
public:
    static constexpr double tolerance = 0;

    ExpectedUnits(const EasingOrder& order, const trace::Trace& trace, std::span<const std::int32_t> classes);

    void change(std::uint32_t unit, std::size_t fromLine, std::size_t toLine)
    {
        m_sum += m_share[toLine * m_units + unit] - m_share[fromLine * m_units + unit];
    }
    double value() const { return static_cast<double>(m_sum) / one; }

private:
    static constexpr std::int32_t one = 1 << 20; ///< whole numbers, so that sums come back to what they were

    void fit(std::span<std::int32_t> share, const EasingOrder& order, std::size_t line,
        std::span<const std::uint8_t> right, std::span<const std::int64_t> labels) const;

    std::size_t m_units;
    std::vector<std::int32_t> m_share; ///< [lines + 1, U]
    std::int64_t m_sum = 0;
};

/// A metric, times the number of units so that it weighs like RightUnits. Not defined counts as the least.
class MetricOfUnits
{
public:
    static constexpr double tolerance = 1e-6;

    /// `order`, `trace` and `classes` ([U, E], empty for regression) outlive this.
    MetricOfUnits(const EasingOrder& order, const trace::Trace& trace, std::span<const std::int32_t> classes,
        metric::Metric metric)
        : m_order(order)
        , m_tally({ metric }, trace, classes,
              std::vector<std::int32_t>(static_cast<std::size_t>(order.units()), order.exitOf(order.lines())))
    { }

    void change(std::uint32_t unit, std::size_t fromLine, std::size_t toLine)
    {
        m_tally.change(static_cast<std::int64_t>(unit), m_order.exitOf(fromLine), m_order.exitOf(toLine));
    }
    double value() const
    {
        const double value = m_tally.value(0);
        return static_cast<double>(m_order.units()) * (std::isnan(value) ? -1.0 : value);
    }

private:
    const EasingOrder& m_order;
    metric::MetricTally m_tally;
};

} // namespace exitscope::optimise
