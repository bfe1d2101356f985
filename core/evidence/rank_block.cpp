#include "core/evidence/rank_block.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace exitscope::evidence {

namespace {

using Counts = std::array<std::int32_t, blockDraws>;

} // namespace

RankOrder::RankOrder(std::span<const float> values, std::span<const float> targets)
{
    for (std::size_t unit = 0; unit < values.size(); ++unit) {
        if (std::isnan(targets[unit]))
            continue;
        (std::isfinite(values[unit]) ? units : notFinite).push_back(static_cast<std::uint32_t>(unit));
    }
    std::sort(units.begin(), units.end(),
        [values](std::uint32_t a, std::uint32_t b) { return values[a] < values[b]; });
    for (std::size_t i = 1; i <= units.size(); ++i)
        if (i == units.size() || values[units[i]] != values[units[i - 1]])
            ends.push_back(static_cast<std::uint32_t>(i));
}

const std::uint8_t* RankBlock::row(std::span<const std::uint8_t> weights, std::uint32_t unit) const
{
    return &weights[static_cast<std::size_t>(m_trace.exampleOf(unit)) * blockDraws];
}

RankBlock::RankBlock(
    const trace::Trace& trace, const RankOrder& targets, std::span<const std::uint8_t> weights)
    : m_trace(trace)
    , m_ranks(static_cast<std::size_t>(trace.units()) * blockDraws)
{
    Counts total {};
    for (const auto unit : targets.units)
        for (std::size_t draw = 0; draw < blockDraws; ++draw)
            total[draw] += row(weights, unit)[draw];
    for (std::size_t draw = 0; draw < blockDraws; ++draw)
        m_middle[draw] = (total[draw] + 1) / 2.0;

    Counts before {};
    std::size_t first = 0;
    for (const std::size_t end : targets.ends) {
        Counts tied {};
        for (std::size_t i = first; i < end; ++i)
            for (std::size_t draw = 0; draw < blockDraws; ++draw)
                tied[draw] += row(weights, targets.units[i])[draw];
        std::array<float, blockDraws> rank;
        for (std::size_t draw = 0; draw < blockDraws; ++draw) {
            const double centred = before[draw] + (tied[draw] + 1) / 2.0 - m_middle[draw];
            m_yy[draw] += tied[draw] * centred * centred;
            rank[draw] = static_cast<float>(centred);
            before[draw] += tied[draw];
        }
        for (std::size_t i = first; i < end; ++i)
            std::copy(rank.begin(), rank.end(), &m_ranks[std::size_t { targets.units[i] } * blockDraws]);
        first = end;
    }
}

BlockValues RankBlock::spearman(const RankOrder& predictions, std::span<const std::uint8_t> weights) const
{
    BlockValues xx {}, xy {};
    Counts before {}, notFinite {};
    for (const auto unit : predictions.notFinite)
        for (std::size_t draw = 0; draw < blockDraws; ++draw)
            notFinite[draw] += row(weights, unit)[draw];
    std::size_t first = 0;
    for (const std::size_t end : predictions.ends) {
        Counts tied {};
        std::array<float, blockDraws> targetRanks {};
        for (std::size_t i = first; i < end; ++i) {
            const std::uint8_t* weight = row(weights, predictions.units[i]);
            const float* rank = &m_ranks[std::size_t { predictions.units[i] } * blockDraws];
            for (std::size_t draw = 0; draw < blockDraws; ++draw) {
                tied[draw] += weight[draw];
                targetRanks[draw] += static_cast<float>(weight[draw]) * rank[draw];
            }
        }
        for (std::size_t draw = 0; draw < blockDraws; ++draw) {
            const double centred = before[draw] + (tied[draw] + 1) / 2.0 - m_middle[draw];
            xx[draw] += tied[draw] * centred * centred;
            xy[draw] += centred * static_cast<double>(targetRanks[draw]);
            before[draw] += tied[draw];
        }
        first = end;
    }
    BlockValues values;
    for (std::size_t draw = 0; draw < blockDraws; ++draw)
        values[draw] = notFinite[draw] == 0 && xx[draw] > 0 && m_yy[draw] > 0
            ? xy[draw] / std::sqrt(xx[draw] * m_yy[draw])
            : std::numeric_limits<double>::quiet_NaN();
    return values;
}

} // namespace exitscope::evidence
