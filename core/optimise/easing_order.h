#pragma once

#include "core/policy/policy.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace exitscope::optimise {

/// The exits at which a threshold rule may leave early ("lines", in their order), and for each of them the
/// units in the order in which they pass while its threshold eases. A cut of a line is how many of them pass:
/// thresholds only matter by their cuts. A NaN score never passes. 8 bytes for each score.
class EasingOrder
{
public:
    /// A vector of thresholds is searched for over the bits of one word.
    static constexpr std::size_t mostLines = 63;

    /// `spec` names a threshold rule, with its other parameters; its threshold, if it has one, is not looked
    /// at. Throws InputError when the policy is no threshold rule, the trace lacks what it needs, or there
    /// are no lines or more than mostLines.
    EasingOrder(const policy::PolicySpec& spec, const trace::Trace& trace);

    std::size_t lines() const { return m_exits.size() - 1; }
    std::int64_t units() const { return m_units; }
    /// The exit (0-based) of a line; exitOf(lines()) is the last exit, where all leave that passed nowhere.
    std::int32_t exitOf(std::size_t line) const { return m_exits[line]; }

    /// Units by their scores; order(lines()) is that of the last exit, where no threshold is.
    std::span<const std::uint32_t> order(std::size_t line) const { return m_orders[line]; }
    float score(std::size_t line, std::size_t place) const { return m_scores[line][place]; }
    /// True when a threshold can part the unit at `place` from the next one.
    bool endsTie(std::size_t line, std::size_t place) const
    {
        return place + 1 == m_scores[line].size() || m_scores[line][place] != m_scores[line][place + 1];
    }
    /// How many units pass a threshold, where `known` do for sure. O(log of those beyond `known`)
    std::size_t cutAt(std::size_t line, float threshold, std::size_t known = 0) const;

    /// What parts two neighbours of a line: `passing` leaves, `staying` does not. Infinity where there is
    /// none.
    struct Gap
    {
        float passing, staying;
    };
    /// The gap that holds every unit or none.
    Gap openGap() const;
    /// The text of a threshold in a gap: `preferred` if it lies there, else the hard or easy end of the
    /// useful range where the gap is open on that side, else the shortest number between the two scores.
    std::string thresholdIn(const Gap& gap, float preferred) const;

private:
    bool parts(const Gap& gap, float threshold) const;

    policy::Passes m_passes = policy::Passes::Below;
    float m_hardEnd = 0, m_easyEnd = 0; ///< of the useful range
    std::int64_t m_units = 0;
    std::vector<std::int32_t> m_exits; ///< [lines + 1]
    std::vector<std::vector<std::uint32_t>> m_orders; ///< [lines + 1], each up to [U]
    std::vector<std::vector<float>> m_scores; ///< the scores in that order
};

} // namespace exitscope::optimise
