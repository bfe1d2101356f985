#pragma once

#include "core/evidence/block_tally.h"
#include "core/evidence/outcome_path.h"
#include "core/evidence/resampling.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

namespace exitscope::evidence {

class RankBlock;
struct RankOrder;

/// One operating point in the draws of one block.
struct BlockPoint
{
    std::size_t block;
    std::size_t point; ///< of the path, 0-based
    const BlockTally& tally;
    const BlockValues* spearman; ///< null unless the walk was told to rank

    BlockValues metric(metric::Metric metric) const; ///< all metrics, rank correlations too
};

/// Every point of a path in every draw, in bounded memory: some points at a time, for these block after block, each block's
/// sums carried from point to point. A last block of index resampling.blocks() holds the sample itself, every weight 1.
class DrawWalk
{
public:
    enum class Ranks { No, Yes };

    /// Path and resampling outlive this; they are over the same trace. Throws InputError as BlockTally.
    DrawWalk(OutcomePath& path, Resampling& resampling, Ranks ranks);
    ~DrawWalk();

    /// Calls `visit` for every point and block of the next points; gives how many points that were, 0 at the end. Nothing
    /// when the job was stopped.
    std::optional<std::size_t> next(const std::function<void(const BlockPoint&)>& visit, const JobContext& job = {});

    std::size_t blocks() const { return m_tallies.size(); }
    static constexpr std::size_t mostPoints = 256; ///< that next() handles at a time

private:
    std::span<const std::uint8_t> weights(std::size_t block);
    std::vector<RankOrder> ordersOf(const PathChunk& chunk);

    OutcomePath& m_path;
    Resampling& m_resampling;
    bool m_ranks;
    std::vector<std::uint8_t> m_ones;
    std::vector<BlockTally> m_tallies; ///< [blocks + 1]
    std::unique_ptr<RankOrder> m_targets;
    std::vector<float> m_values; ///< [U] predictions at the point that was ordered last
    std::size_t m_done = 0;
};

} // namespace exitscope::evidence
