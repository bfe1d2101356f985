#pragma once

#include "core/job.h"
#include "core/policy/move_buffer.h"
#include "core/policy/policy.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace exitscope::policy {

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
    std::span<const Move> moves() const { return m_buffer.moves(); }

    /// The state before the first move, with every unit at the last exit. Units without a label count for none.
    struct Start
    {
        std::int64_t labelled = 0;
        std::int64_t positives = 0; ///< labelled class 1
        std::int64_t correct = 0;
        std::int64_t predictedPositive = 0; ///< labelled units that are given class 1; two classes only
    };
    const Start& start() const { return m_start; }
    /// The state after the last move, with every unit as early as it can be.
    struct End
    {
        std::int64_t sumExitLayers = 0; ///< 1-based layers
        std::int64_t correct = 0;
        std::int64_t predictedPositive = 0; ///< as in Start
    };
    const End& end() const { return m_end; }
    bool hasLabels() const { return m_hasLabels; } ///< of classes; false for regression
    bool isBinary() const { return m_isBinary; }

    /// One past the last move whose score equals that of `moves()[first]`.
    std::size_t endOfTie(std::size_t first) const
    {
        const auto all = moves();
        std::size_t end = first + 1;
        while (end < all.size() && all[end].key() == all[first].key())
            ++end;
        return end;
    }
    /// The threshold after which exactly the first `end` moves have happened; `end` is 0 or an endOfTie().
    float thresholdAfter(std::size_t end) const
    {
        if (moves().empty())
            return 0.0F;
        return end > 0 ? thresholdAfter(moves()[end - 1]) : scoreOf(moves()[0].key() - (isStrict() ? 0 : 1));
    }
    /// The same for the last move of a tie. A strict rule is let past a score by the next number beyond it; keys count
    /// through the numbers.
    float thresholdAfter(const Move& last) const { return scoreOf(last.key() + (isStrict() ? 1 : 0)); }
    /// The score that decides a move; zero has no sign.
    float scoreOf(const Move& move) const { return scoreOf(move.key()) + 0.0F; }
    /// How many of the moves have happened at a threshold. O(log R)
    std::size_t happened(float threshold) const;

private:
    ExitMoves() = default;
    bool isStrict() const { return m_passes != Passes::AtLeast; }
    float scoreOf(std::uint32_t key) const
    {
        constexpr std::uint32_t sign = 0x80000000U;
        const auto ascending = m_passes == Passes::Below ? key : ~key;
        return std::bit_cast<float>((ascending & sign) != 0 ? ascending ^ sign : ~ascending);
    }

    Passes m_passes = Passes::Below;
    std::int64_t m_units = 0;
    std::vector<std::int32_t> m_exitLayer;
    MoveBuffer m_buffer;
    Start m_start;
    End m_end;
    bool m_hasLabels = false, m_isBinary = false;
};

} // namespace exitscope::policy
