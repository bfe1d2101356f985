#pragma once

#include "core/job.h"
#include "core/optimise/threshold_walk.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <vector>

namespace exitscope::optimise {

/// The search over cuts of ThresholdSearch, for any Value of a ThresholdWalk.
template <typename Value> class VectorSearch
{
public:
    static constexpr double tolerance = Value::tolerance;

    VectorSearch(const EasingOrder& order, const policy::ExitCosts& costs, Value value)
        : m_order(order)
        , m_walk(order, costs, std::move(value))
        , m_none(order.lines(), 0)
    {
        for (std::size_t line = 0; line < order.lines(); ++line)
            m_all.push_back(order.order(line).size());
        const auto ticksFull = m_walk.ticks();
        m_walk.setCuts(m_all);
        m_leastTicks = m_walk.ticks();
        const auto span = static_cast<double>(std::max<std::int64_t>(ticksFull - m_leastTicks, 1));
        m_usualPrice = static_cast<double>(order.units()) / span;
    }

    std::int64_t leastTicks() const { return m_leastTicks; }
    ThresholdWalk<Value>& walk() { return m_walk; }

    void offer(const std::vector<std::size_t>& cuts, BestCuts& best)
    {
        m_walk.setCuts(cuts);
        if (!best.isBeatenBy(m_walk.value(), m_walk.ticks(), Value::tolerance))
            return;
        best.value = m_walk.value();
        best.ticks = m_walk.ticks();
        best.cuts = cuts;
    }

    /// Makes `best` better, which holds the cuts of a start. False when the job was cancelled.
    bool run(BestCuts& best, int rounds, std::uint64_t seed, const JobContext& job)
    {
        std::mt19937_64 random(seed);
        const auto start = best.cuts;
        for (const auto& from : { start, m_none, m_all }) {
            if (!approachBudget(from, best, job))
                return false;
        }
        polishOne(best);
        for (int round = 0; round < rounds; ++round) {
            if (!job.proceed())
                return false;
            m_walk.setCuts(disturbed(best.cuts, random));
            climb(m_price * std::exp(0.6 * (share(random) - 0.5)), 3, best);
            polishOne(best);
        }
        return polishTwo(best, job);
    }

private:
    static constexpr int mostSweeps = 6, priceSteps = 14;

    static double share(std::mt19937_64& random) { return static_cast<double>(random() >> 11) * 0x1.0p-53; }

    /// Line after line, from the last to the first, until no line changes.
    void climb(double price, int sweeps, BestCuts& best)
    {
        for (int sweep = 0; sweep < sweeps; ++sweep) {
            bool isChanged = false;
            for (std::size_t line = m_order.lines(); line-- > 0;)
                isChanged |= m_walk.improve(line, price, best);
            if (!isChanged)
                return;
        }
    }

    /// Climbs from the same start at prices that close in on the one at which the budget is just spent.
    bool approachBudget(const std::vector<std::size_t>& from, BestCuts& best, const JobContext& job)
    {
        double low = std::log(m_usualPrice) + std::log(1e-4);
        double high = std::log(m_usualPrice) + std::log(1e2);
        for (int step = 0; step < priceSteps; ++step) {
            if (!job.proceed())
                return false;
            m_price = std::exp((low + high) / 2);
            m_walk.setCuts(from);
            climb(m_price, mostSweeps, best);
            (m_walk.ticks() > best.mostTicks ? low : high) = std::log(m_price);
        }
        return true;
    }

    void polishOne(BestCuts& best)
    {
        m_walk.setCuts(best.cuts);
        for (std::size_t line = 0, unchanged = 0; unchanged < m_order.lines();
             line = (line + 1) % m_order.lines())
            unchanged = m_walk.improveWithin(line, best) ? 1 : unchanged + 1;
    }

    /// Every other cut of one line at growing distances, and with it all cuts of every other line.
    bool polishTwo(BestCuts& best, const JobContext& job)
    {
        m_walk.setCuts(best.cuts);
        for (std::size_t line = 0, unchanged = 0; unchanged < m_order.lines();
             line = (line + 1) % m_order.lines()) {
            if (!job.proceed())
                return false;
            unchanged = polishPair(line, best) ? 1 : unchanged + 1;
        }
        return true;
    }

    bool polishPair(std::size_t line, BestCuts& best)
    {
        bool isBetter = false;
        const auto before = m_walk.cuts()[line];
        for (const auto cut : cutsAround(line, before)) {
            m_walk.setCut(line, cut);
            bool isFound = false;
            for (std::size_t other = 0; other < m_order.lines(); ++other)
                isFound |= other != line && m_walk.improveWithin(other, best);
            if (isFound) {
                polishOne(best);
                isBetter = true;
                break;
            }
        }
        if (!isBetter)
            m_walk.setCut(line, before);
        return isBetter;
    }

    std::vector<std::size_t> cutsAround(std::size_t line, std::size_t cut) const
    {
        const auto most = m_all[line];
        std::vector<std::size_t> cuts { 0, most };
        for (std::size_t step = 1; step <= most; step += (step + 1) / 2) {
            if (cut + step < most)
                cuts.push_back(tieEnd(line, cut + step));
            if (cut > step)
                cuts.push_back(tieEnd(line, cut - step));
        }
        std::sort(cuts.begin(), cuts.end());
        cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
        std::erase(cuts, cut);
        return cuts;
    }

    /// The least cut from `cut` on that parts no tie.
    std::size_t tieEnd(std::size_t line, std::size_t cut) const
    {
        while (cut > 0 && !m_order.endsTie(line, cut - 1))
            ++cut;
        return cut;
    }

    /// Some thresholds moved by up to a fifth of the units, one in eight of them to none or all.
    std::vector<std::size_t> disturbed(std::vector<std::size_t> cuts, std::mt19937_64& random) const
    {
        const auto changes = 2 + random() % 3;
        for (std::size_t i = 0; i < changes; ++i) {
            const auto line = random() % m_order.lines();
            const auto most = static_cast<double>(m_all[line]);
            const double moved = static_cast<double>(cuts[line]) + 0.4 * (share(random) - 0.5) * most;
            const auto kind = random() % 16;
            cuts[line] = kind == 0 ? 0
                : kind == 1        ? m_all[line]
                                   : tieEnd(line, static_cast<std::size_t>(std::clamp(moved, 0.0, most)));
        }
        return cuts;
    }

    const EasingOrder& m_order;
    ThresholdWalk<Value> m_walk;
    std::vector<std::size_t> m_none, m_all;
    std::int64_t m_leastTicks = 0;
    double m_usualPrice = 1, m_price = 1;
};

} // namespace exitscope::optimise
