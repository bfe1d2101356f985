#pragma once

#include "core/evidence/block_tally.h"

#include <cstdint>
#include <span>
#include <vector>

namespace exitscope::evidence {

/// The units that have a target, by value; equal values lie together.
struct RankOrder
{
    /// Order of `values` [U] over the units with a target. Values that are not finite are set apart.
    RankOrder(std::span<const float> values, std::span<const float> targets);

    std::vector<std::uint32_t> units;
    std::vector<std::uint32_t> ends; ///< one past the last of each run of equal values
    std::vector<std::uint32_t> notFinite;
};

/// Spearman's correlation in every draw of a block. A unit that is in a draw w times counts as w tied units, so its rank there
/// is the mean of w places: the same as ranking the resampled set. O(U) for each point, after one sort of
/// the point's predictions for all draws.
class RankBlock
{
public:
    /// `targets`: the order of the targets themselves. `weights` [N, blockDraws] as in BlockTally.
    RankBlock(const trace::Trace& trace, const RankOrder& targets, std::span<const std::uint8_t> weights);

    /// NaN in a draw where a side is constant or a prediction is not finite. `weights` are those of the construction.
    BlockValues spearman(const RankOrder& predictions, std::span<const std::uint8_t> weights) const;

private:
    const std::uint8_t* row(std::span<const std::uint8_t> weights, std::uint32_t unit) const;

    const trace::Trace& m_trace;
    std::vector<float> m_ranks; ///< [U, blockDraws] less the mean rank; whole halves, exact below 2^23
    BlockValues m_middle {};    ///< the mean rank
    BlockValues m_yy {};
};

} // namespace exitscope::evidence
