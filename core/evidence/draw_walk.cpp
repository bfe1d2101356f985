#include "core/evidence/draw_walk.h"

#include "core/evidence/rank_block.h"

#include <algorithm>
#include <optional>

namespace exitscope::evidence {

namespace {

/// Orders that are held at a time: units times points.
constexpr std::size_t mostOrdered = std::size_t { 1 } << 22;

} // namespace

BlockValues BlockPoint::metric(metric::Metric metric) const
{
    if (!spearman || metric == metric::Metric::Pearson)
        return tally.metric(metric);
    if (metric == metric::Metric::Spearman)
        return *spearman;
    if (metric != metric::Metric::PearsonAndSpearman)
        return tally.metric(metric);
    auto mean = tally.metric(metric::Metric::Pearson);
    for (std::size_t draw = 0; draw < blockDraws; ++draw)
        mean[draw] = (mean[draw] + (*spearman)[draw]) / 2;
    return mean;
}

DrawWalk::DrawWalk(OutcomePath& path, Resampling& resampling, Ranks ranks)
    : m_path(path)
    , m_resampling(resampling)
    , m_ranks(ranks == Ranks::Yes && !path.evaluator().trace().targets().empty())
    , m_ones(static_cast<std::size_t>(resampling.examples()) * blockDraws, 1)
{
    const auto& trace = path.evaluator().trace();
    path.rewind();
    for (std::size_t block = 0; block <= resampling.blocks(); ++block)
        m_tallies.emplace_back(path.evaluator(), weights(block));
    if (m_ranks) {
        m_targets = std::make_unique<RankOrder>(trace.targets(), trace.targets());
        m_values.resize(static_cast<std::size_t>(trace.units()));
    }
}

DrawWalk::~DrawWalk() = default;

std::span<const std::uint8_t> DrawWalk::weights(std::size_t block)
{
    return block < m_resampling.blocks() ? m_resampling.block(block) : std::span<const std::uint8_t>(m_ones);
}

std::vector<RankOrder> DrawWalk::ordersOf(const PathChunk& chunk)
{
    std::vector<RankOrder> orders;
    for (std::size_t point = 0; m_ranks && point < chunk.points(); ++point) {
        for (const auto& change : chunk.of(point))
            m_values[change.unit] = change.toValue;
        orders.emplace_back(m_values, m_path.evaluator().trace().targets());
    }
    return orders;
}

std::optional<std::size_t> DrawWalk::next(
    const std::function<void(const BlockPoint&)>& visit, const JobContext& job)
{
    const auto& trace = m_path.evaluator().trace();
    const auto units = static_cast<std::size_t>(trace.units());
    const auto most = m_ranks ? std::clamp<std::size_t>(mostOrdered / units, 1, mostPoints) : mostPoints;
    const JobContext quiet { job.stop, job.gate, {} };
    const auto chunk = m_path.next(most, quiet);
    if (!chunk)
        return std::nullopt;
    const auto orders = ordersOf(*chunk);
    for (std::size_t block = 0; block < m_tallies.size() && chunk->points() > 0; ++block) {
        if (!job.proceed())
            return std::nullopt;
        const auto row = weights(block);
        std::optional<RankBlock> ranks;
        if (m_ranks)
            ranks.emplace(trace, *m_targets, row);
        for (std::size_t point = 0; point < chunk->points(); ++point) {
            m_tallies[block].apply(chunk->of(point), row, chunk->isFirst && point == 0);
            BlockValues spearman {};
            if (ranks)
                spearman = ranks->spearman(orders[point], row);
            visit({ block, m_done + point, m_tallies[block], ranks ? &spearman : nullptr });
        }
    }
    m_done += chunk->points();
    if (chunk->points() > 0)
        job.tell({ static_cast<std::int64_t>(m_done), static_cast<std::int64_t>(m_path.size()), "intervals", {} });
    return chunk->points();
}

} // namespace exitscope::evidence
