#pragma once

#include "core/optimise/easing_order.h"
#include "core/policy/exit_costs.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace exitscope::optimise {

/// The best cuts seen so far among those that cost at most `mostTicks`.
struct BestCuts
{
    std::int64_t mostTicks = 0;
    double value = -std::numeric_limits<double>::infinity();
    std::int64_t ticks = 0;
    std::vector<std::size_t> cuts; ///< [lines]; empty while there are none

    /// Of equal values the cheaper one. A value must be larger by more than what its running sums may have
    /// lost, or the search would chase that for ever.
    bool isBeatenBy(double otherValue, std::int64_t otherTicks, double tolerance) const
    {
        return otherTicks <= mostTicks
            && (otherValue > value + tolerance || (otherValue >= value && otherTicks < ticks));
    }
};

/// A trace under one threshold per line, changed one line at a time. All thresholds of a line are tried in
/// one pass over the units that come as far as it. `Value` keeps what is to be large:
///     void change(std::uint32_t unit, std::size_t fromLine, std::size_t toLine);  // line lines() is the
///     last exit double value() const;                                                      // of all units
///     static constexpr double tolerance;                                         // values closer than this
///     are equal
/// and begins with every unit at the last exit.
template <typename Value> class ThresholdWalk
{
public:
    ThresholdWalk(const EasingOrder& order, const policy::ExitCosts& costs, Value value)
        : m_order(order)
        , m_costs(costs)
        , m_value(std::move(value))
        , m_cuts(order.lines())
        , m_passed(static_cast<std::size_t>(order.units()), std::uint64_t { 1 } << order.lines())
    {
        for (std::uint32_t unit = 0; unit < m_passed.size(); ++unit)
            m_ticks += ticks(unit, order.lines());
    }

    const std::vector<std::size_t>& cuts() const { return m_cuts; }
    double value() const { return m_value.value(); }
    std::int64_t ticks() const { return m_ticks; }
    /// True when a unit comes as far as a line: it passes at none before.
    bool reaches(std::uint32_t unit, std::size_t line) const
    {
        return (m_passed[unit] & bitsBefore(line)) == 0;
    }

    void setCuts(std::span<const std::size_t> cuts)
    {
        for (std::size_t line = m_order.lines(); line-- > 0;)
            setCut(line, cuts[line]);
    }

    /// `cut` does not part a tie.
    void setCut(std::size_t line, std::size_t cut)
    {
        const auto order = m_order.order(line);
        for (std::size_t place = m_cuts[line]; place < cut; ++place)
            if (reaches(order[place], line))
                leave(order[place], line, nextOf(order[place], line));
        for (std::size_t place = cut; place < m_cuts[line]; ++place)
            if (reaches(order[place], line))
                goOn(order[place], line, nextOf(order[place], line));
        commit(line, cut);
    }

    /// Takes the line to the cut with the largest value − price · ticks, and notes the best cut within the
    /// budget on the way. True when the cut has changed.
    bool improve(std::size_t line, double price, BestCuts& best)
    {
        const auto before = m_cuts[line];
        const auto found = scan(line, price, best);
        note(line, found, best);
        settle(line, found.atPrice);
        return m_cuts[line] != before;
    }

    /// Takes the line to its best cut within the budget if that beats `best`; else leaves it as it is.
    bool improveWithin(std::size_t line, BestCuts& best)
    {
        const auto before = m_cuts[line];
        const auto found = scan(line, 0, best);
        note(line, found, best);
        if (found.isBetter)
            settle(line, found.within);
        else
            settleAtCut(line, before);
        return found.isBetter;
    }

private:
    struct Step
    {
        std::uint32_t unit, next, place;
    };
    /// Numbers of steps that are taken.
    struct Found
    {
        std::size_t atPrice = 0, within = 0;
        bool isBetter = false;
    };

    static std::uint64_t bitsBefore(std::size_t line) { return (std::uint64_t { 1 } << line) - 1; }
    std::size_t nextOf(std::uint32_t unit, std::size_t line) const
    {
        return static_cast<std::size_t>(std::countr_zero(m_passed[unit] & ~bitsBefore(line + 1)));
    }
    std::int64_t ticks(std::uint32_t unit, std::size_t line) const
    {
        return m_costs.ticks(unit, static_cast<std::uint32_t>(m_order.exitOf(line)));
    }
    void leave(std::uint32_t unit, std::size_t line, std::size_t next)
    {
        m_value.change(unit, next, line);
        m_ticks += ticks(unit, line) - ticks(unit, next);
    }
    void goOn(std::uint32_t unit, std::size_t line, std::size_t next)
    {
        m_value.change(unit, line, next);
        m_ticks += ticks(unit, next) - ticks(unit, line);
    }

    /// Every cut of a line; ends with all that reach the line leaving there, all its steps in m_steps.
    Found scan(std::size_t line, double price, BestCuts& best)
    {
        m_steps.clear();
        const auto order = m_order.order(line);
        const auto before = bitsBefore(line);
        for (std::size_t place = 0; place < order.size(); ++place) {
            const auto unit = order[place];
            if ((m_passed[unit] & before) != 0)
                continue;
            const auto next = nextOf(unit, line);
            m_steps.push_back({ unit, static_cast<std::uint32_t>(next), static_cast<std::uint32_t>(place) });
            if (place < m_cuts[line])
                goOn(unit, line, next);
        }
        Found found;
        double largest = -std::numeric_limits<double>::infinity();
        for (std::size_t taken = 0;; ++taken) {
            const auto isCut = taken == 0 || taken == m_steps.size()
                || m_order.score(line, m_steps[taken - 1].place) != m_order.score(line, m_steps[taken].place);
            if (isCut) {
                const double value = m_value.value();
                if (const double worth = value - price * static_cast<double>(m_ticks); worth >= largest) {
                    largest = worth;
                    found.atPrice = taken;
                }
                if (best.isBeatenBy(value, m_ticks, Value::tolerance)) {
                    best.value = value;
                    best.ticks = m_ticks;
                    found.within = taken;
                    found.isBetter = true;
                }
            }
            if (taken == m_steps.size())
                return found;
            leave(m_steps[taken].unit, line, m_steps[taken].next);
        }
    }

    void note(std::size_t line, const Found& found, BestCuts& best) const
    {
        if (!found.isBetter)
            return;
        best.cuts = m_cuts;
        best.cuts[line] = cutOf(line, found.within);
    }

    /// The cut that lets the first `taken` of the steps leave, and whoever ties with the last of them.
    std::size_t cutOf(std::size_t line, std::size_t taken) const
    {
        if (taken == 0)
            return 0;
        std::size_t place = m_steps[taken - 1].place;
        while (!m_order.endsTie(line, place))
            ++place;
        return place + 1;
    }

    /// From the end of a scan back to the first `taken` steps.
    void settle(std::size_t line, std::size_t taken)
    {
        for (std::size_t i = m_steps.size(); i-- > taken;)
            goOn(m_steps[i].unit, line, m_steps[i].next);
        commit(line, cutOf(line, taken));
    }
    void settleAtCut(std::size_t line, std::size_t cut)
    {
        for (std::size_t i = m_steps.size(); i-- > 0 && m_steps[i].place >= cut;)
            goOn(m_steps[i].unit, line, m_steps[i].next);
        commit(line, cut);
    }

    void commit(std::size_t line, std::size_t cut)
    {
        const auto order = m_order.order(line);
        const auto bit = std::uint64_t { 1 } << line;
        for (std::size_t place = m_cuts[line]; place < cut; ++place)
            m_passed[order[place]] |= bit;
        for (std::size_t place = cut; place < m_cuts[line]; ++place)
            m_passed[order[place]] &= ~bit;
        m_cuts[line] = cut;
    }

    const EasingOrder& m_order;
    const policy::ExitCosts& m_costs;
    Value m_value;
    std::int64_t m_ticks = 0;
    std::vector<std::size_t> m_cuts;
    std::vector<std::uint64_t>
        m_passed; ///< [U] a bit for every line where the unit passes, and that of the last exit
    std::vector<Step> m_steps; ///< of the line that is scanned
};

} // namespace exitscope::optimise
