#pragma once

#include "core/cost/cost_model.h"
#include "core/policy/policy.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace exitscope::policy {

/// What leaving costs, unit by unit and exit by exit, in a form whose sums are exact: costs are kept as whole numbers of
/// ticks, a power of two that leaves room for the sum over all units. Adding and taking away in any order comes back to
/// the same sum; whole FLOPs stay whole up to 2^53.
class ExitCosts
{
public:
    ExitCosts() = default; ///< no costs: isEmpty()
    /// `rows` [R, E], cumulative up to each exit; `rowOf` [U] the row of every unit. Throws InputError when a cost is not
    /// a finite number, std::invalid_argument when a row does not exist.
    ExitCosts(std::span<const double> rows, std::vector<std::uint32_t> rowOf, std::int64_t exits);
    /// One row [E] for all units.
    static ExitCosts uniform(std::span<const double> perExit, std::int64_t units);
    /// One row for each unit: `costs` [U, E].
    static ExitCosts perUnit(std::span<const double> costs, std::int64_t exits);

    bool isEmpty() const { return m_rowOf.empty(); }
    std::int64_t units() const { return static_cast<std::int64_t>(m_rowOf.size()); }
    std::int64_t exits() const { return static_cast<std::int64_t>(m_exits); }

    std::int64_t ticks(std::uint32_t unit, std::uint32_t exit) const { return m_rows[m_rowOf[unit] * m_exits + exit]; }
    double value(std::int64_t ticks) const { return static_cast<double>(ticks) * m_tick; }

private:
    std::size_t m_exits = 0;
    double m_tick = 1;
    std::vector<std::int64_t> m_rows;   ///< [R, E]
    std::vector<std::uint32_t> m_rowOf; ///< [U]
};

/// The FLOPs of every unit of `trace` at every exit, heads that `spec` tries on the way included.
ExitCosts exitCosts(const cost::CostModel& model, const PolicySpec& spec, const trace::Trace& trace);

} // namespace exitscope::policy
