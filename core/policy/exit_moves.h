#pragma once

#include "core/job.h"
#include "core/policy/policy.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace exitscope::policy {

/// One unit's change from an exit to an earlier one, when the threshold gets easy enough. 12 bytes: a trace has several
/// for every unit.
class Move
{
public:
    static constexpr std::uint32_t mostExits = 1U << 14;

    Move() = default;
    Move(std::uint32_t key, std::uint32_t unit, std::uint32_t from, std::uint32_t to, bool rightFrom, bool rightTo,
        bool positive)
        : m_key(key)
        , m_unit(unit)
        , m_packed(from | to << 14 | std::uint32_t { rightFrom } << 28 | std::uint32_t { rightTo } << 29
              | std::uint32_t { positive } << 30)
    {
    }

    std::uint32_t key() const { return m_key; } ///< order of easing; equal scores have equal keys
    std::uint32_t unit() const { return m_unit; }
    std::uint32_t from() const { return m_packed & (mostExits - 1); } ///< 0-based exits
    std::uint32_t to() const { return m_packed >> 14 & (mostExits - 1); }
    bool rightFrom() const { return (m_packed >> 28 & 1) != 0; } ///< labelled, and the exit's class is the label
    bool rightTo() const { return (m_packed >> 29 & 1) != 0; }
    bool positive() const { return (m_packed >> 30 & 1) != 0; } ///< the label is class 1

private:
    std::uint32_t m_key;
    std::uint32_t m_unit;
    std::uint32_t m_packed;
};
static_assert(sizeof(Move) == 12);

/// All that a threshold rule can do to a trace, in the order in which it happens while the threshold goes from "none
/// leaves early" to "all leave as early as they can". Of a unit's scores along its allowed exits only the records can
/// matter: a score that an earlier exit has reached already never decides. So one sort of the records answers every
/// threshold. Ties move together; a NaN score never exits. Holds nothing of the trace.
class ExitMoves
{
public:
    /// `spec` names a threshold rule, with its other parameters; its threshold, if it has one, is not looked at. Nothing
    /// when the job was cancelled. Throws InputError when the policy is no threshold rule or the trace lacks what it
    /// needs. O(U·E + R), R <= U·(E-1) records; 24 bytes for each while sorting, 12 afterwards.
    static std::optional<ExitMoves> collect(
        const PolicySpec& spec, const trace::Trace& trace, const JobContext& job = {});

    Passes passes() const { return m_passes; }
    std::int64_t units() const { return m_units; }
    std::span<const std::int32_t> exitLayer() const { return m_exitLayer; } ///< [E], 1-based layers
    std::span<const Move> moves() const { return m_moves; }

    /// The state before the first move, with every unit at the last exit. Units without a label count for none.
    struct Start
    {
        std::int64_t labelled = 0;
        std::int64_t positives = 0; ///< labelled class 1
        std::int64_t correct = 0;
        std::int64_t predictedPositive = 0; ///< labelled units that are given class 1; two classes only
    };
    const Start& start() const { return m_start; }
    bool hasLabels() const { return m_hasLabels; } ///< of classes; false for regression
    bool isBinary() const { return m_isBinary; }

    /// One past the last move whose score equals that of `moves()[first]`.
    std::size_t endOfTie(std::size_t first) const;
    /// The threshold after which exactly the first `end` moves have happened; `end` is 0 or an endOfTie().
    float thresholdAfter(std::size_t end) const;
    /// How many of the moves have happened at a threshold. O(log R)
    std::size_t happened(float threshold) const;
    std::size_t countPoints() const; ///< distinct outcomes: distinct scores among the records, and one

    /// Calls `moved(const Move&)` for every move in order, and `point(float threshold)` at the start and after every tie;
    /// stops when `point` returns false.
    template <typename Moved, typename Point> void walk(Moved&& moved, Point&& point) const
    {
        if (!point(thresholdAfter(0)))
            return;
        for (std::size_t at = 0; at < m_moves.size();) {
            for (const auto end = endOfTie(at); at < end; ++at)
                moved(m_moves[at]);
            if (!point(thresholdAfter(at)))
                return;
        }
    }

private:
    ExitMoves() = default;

    Passes m_passes = Passes::Below;
    std::int64_t m_units = 0;
    std::vector<std::int32_t> m_exitLayer;
    std::vector<Move> m_moves;
    Start m_start;
    bool m_hasLabels = false, m_isBinary = false;
};

} // namespace exitscope::policy
