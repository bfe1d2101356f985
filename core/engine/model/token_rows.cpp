#include "core/engine/model/token_rows.h"

#include "core/engine/model/packed_encoder_impl.h"

#include <algorithm>
#include <cassert>

namespace exitscope::engine {

namespace {

template <typename Wanted>
std::vector<std::int64_t> rowsWhere(const TokenRows& rows, const Wanted& isWanted)
{
    std::vector<std::int64_t> found;
    std::int64_t base = 0;
    auto token = rows.active().begin();
    for (std::size_t sequence = 0; sequence < rows.lengths().size(); ++sequence) {
        for (std::int32_t i = 0; i < rows.counts()[sequence]; ++i, ++token)
            if (isWanted(*token))
                found.push_back(base + token->row);
        base += rows.lengths()[sequence];
    }
    return found;
}

} // namespace

std::vector<std::int64_t> TokenRows::activeRows() const
{
    return rowsWhere(*this, [](const ActiveToken&) { return true; });
}

std::vector<std::int64_t> TokenRows::askedRows() const
{
    return rowsWhere(*this, [](const ActiveToken& token) { return token.isAsked; });
}

void TokenRows::append(std::span<const std::int32_t> lengths, std::span<const std::int32_t> counts,
    std::span<const ActiveToken> active, const at::Tensor& state)
{
    assert(lengths.size() == counts.size() && state.is_contiguous());
    std::copy_n(dataOf<const float>(state), state.numel(), m_rows.append(state.size(0), state.size(1)));
    m_lengths.insert(m_lengths.end(), lengths.begin(), lengths.end());
    m_counts.insert(m_counts.end(), counts.begin(), counts.end());
    m_active.insert(m_active.end(), active.begin(), active.end());
}

void TokenRows::appendStaying(const TokenRows& from, std::span<const std::uint8_t> leaves)
{
    assert(leaves.size() == from.m_active.size() && &from != this);
    const std::int64_t width = from.m_rows.width();
    const float* source = from.m_rows.data();
    std::size_t first = 0;
    for (std::size_t sequence = 0; sequence < from.m_lengths.size(); ++sequence) {
        const std::int64_t rows = from.m_lengths[sequence];
        const std::size_t last = first + static_cast<std::size_t>(from.m_counts[sequence]);
        bool isAsked = false;
        for (std::size_t i = first; i < last; ++i)
            isAsked = isAsked || (from.m_active[i].isAsked && !leaves[i]);
        if (isAsked) {
            const std::size_t before = m_active.size();
            for (std::size_t i = first; i < last; ++i)
                if (!leaves[i])
                    m_active.push_back(from.m_active[i]);
            std::copy_n(source, rows * width, m_rows.append(rows, width));
            m_lengths.push_back(static_cast<std::int32_t>(rows));
            m_counts.push_back(static_cast<std::int32_t>(m_active.size() - before));
        }
        source += rows * width;
        first = last;
    }
}

void TokenRows::clear()
{
    m_lengths.clear();
    m_counts.clear();
    m_active.clear();
    m_rows.clear();
}

} // namespace exitscope::engine
