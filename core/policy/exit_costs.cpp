#include "core/policy/exit_costs.h"

#include "core/error.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <utility>

namespace exitscope::policy {

ExitCosts::ExitCosts(std::span<const double> rows, std::vector<std::uint32_t> rowOf, std::int64_t exits)
    : m_exits(static_cast<std::size_t>(exits))
    , m_rowOf(std::move(rowOf))
{
    double largest = 0;
    for (const double cost : rows) {
        if (!std::isfinite(cost))
            throw InputError(std::string("a cost of the exits is not a finite number"), "trace the model again");
        largest = std::max(largest, std::abs(cost));
    }
    const auto known = m_exits > 0 ? rows.size() / m_exits : 0;
    if (std::any_of(m_rowOf.begin(), m_rowOf.end(), [&](std::uint32_t row) { return row >= known; }))
        throw std::invalid_argument("a unit of the exit costs has no row");

    // The largest power of two by which every sum still fits, with a bit to spare for rounding.
    int exponent = 0;
    std::frexp(largest * static_cast<double>(std::max<std::size_t>(m_rowOf.size(), 1)), &exponent);
    const int shift = 61 - exponent;
    m_tick = std::ldexp(1.0, -shift);
    m_rows.reserve(rows.size());
    for (const double cost : rows)
        m_rows.push_back(std::llround(std::ldexp(cost, shift)));
}

ExitCosts ExitCosts::uniform(std::span<const double> perExit, std::int64_t units)
{
    return { perExit, std::vector<std::uint32_t>(static_cast<std::size_t>(units)),
        static_cast<std::int64_t>(perExit.size()) };
}

ExitCosts ExitCosts::perUnit(std::span<const double> costs, std::int64_t exits)
{
    std::vector<std::uint32_t> rowOf(exits > 0 ? costs.size() / static_cast<std::size_t>(exits) : 0);
    std::iota(rowOf.begin(), rowOf.end(), 0U);
    return { costs, std::move(rowOf), exits };
}

ExitCosts exitCosts(const cost::CostModel& model, const PolicySpec& spec, const trace::Trace& trace)
{
    const auto heads = headsTried(spec, trace);
    std::unordered_map<const double*, std::uint32_t> known; // units of equal cost share the model's row
    std::vector<double> rows;
    std::vector<std::uint32_t> rowOf;
    rowOf.reserve(static_cast<std::size_t>(trace.units()));
    for (std::int64_t unit = 0; unit < trace.units(); ++unit) {
        const auto [row, isNew] = known.emplace(model.body(unit), static_cast<std::uint32_t>(known.size()));
        for (std::size_t exit = 0; isNew && exit < heads.size(); ++exit)
            rows.push_back(model.unit(unit, static_cast<std::int32_t>(exit), heads[exit]));
        rowOf.push_back(row->second);
    }
    return { rows, std::move(rowOf), trace.exits() };
}

} // namespace exitscope::policy
