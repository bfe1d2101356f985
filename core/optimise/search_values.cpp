#include "core/optimise/search_values.h"

#include <algorithm>

namespace exitscope::optimise {

namespace {

/// Neighbours in the order of a line that share one value.
struct Pool
{
    std::int64_t right = 0, count = 0;
    std::size_t end = 0; ///< one past its last place
};

/// True when `b` is a larger share than `a`.
bool rises(const Pool& a, const Pool& b) { return b.right * a.count > a.right * b.count; }

} // namespace

ExpectedUnits::ExpectedUnits(
    const EasingOrder& order, const trace::Trace& trace, std::span<const std::int32_t> classes)
    : m_units(static_cast<std::size_t>(order.units()))
    , m_share((order.lines() + 1) * m_units)
{
    const RightUnits right(order, trace, classes);
    for (std::size_t line = 0; line <= order.lines(); ++line)
        fit(std::span(m_share).subspan(line * m_units, m_units), order, line, right.at(line), trace.labels());
    for (std::size_t unit = 0; unit < m_units; ++unit)
        m_sum += m_share[order.lines() * m_units + unit];
}

void ExpectedUnits::fit(std::span<std::int32_t> share, const EasingOrder& order, std::size_t line,
    std::span<const std::uint8_t> right, std::span<const std::int64_t> labels) const
{
    const auto units = order.order(line);
    std::vector<std::uint8_t> hasScore(m_units);
    std::vector<Pool> pools;
    Pool tie;
    for (std::size_t place = 0; place < units.size(); ++place) {
        const auto unit = units[place];
        hasScore[unit] = 1;
        tie.right += right[unit];
        tie.count += labels[unit] >= 0 ? 1 : 0;
        if (!order.endsTie(line, place) || tie.count == 0)
            continue;
        tie.end = place + 1;
        while (!pools.empty() && rises(pools.back(), tie)) {
            tie.right += pools.back().right;
            tie.count += pools.back().count;
            pools.pop_back();
        }
        pools.push_back(tie);
        tie = {};
    }
    Pool rest;
    for (std::size_t unit = 0; unit < m_units; ++unit) {
        rest.right += hasScore[unit] != 0 ? 0 : right[unit];
        rest.count += hasScore[unit] != 0 || labels[unit] < 0 ? 0 : 1;
    }
    const auto valueOf = [](const Pool& pool) {
        return static_cast<std::int32_t>(one * pool.right / std::max<std::int64_t>(pool.count, 1));
    };
    std::fill(share.begin(), share.end(), valueOf(rest));
    std::size_t place = 0;
    for (const Pool& pool : pools)
        for (; place < pool.end; ++place)
            share[units[place]] = valueOf(pool);
    for (std::size_t unit = 0; unit < m_units; ++unit)
        if (labels[unit] < 0)
            share[unit] = 0;
}

} // namespace exitscope::optimise
