#pragma once

#include "core/engine/model/row_store.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace exitscope::engine {

/// A token that still goes through layers.
struct ActiveToken
{
    static constexpr std::int32_t allLayers = std::numeric_limits<std::int32_t>::max();

    std::int32_t row = 0; ///< in its sequence
    std::int32_t layers = allLayers; ///< through how many it goes, where that is known beforehand
    std::int64_t unit = -1; ///< the one that it belongs to; -1: none
    bool isAsked = false; ///< heads read its state for its unit
};

/// Sequences that stand before the same layer with all of their tokens, of which some are still active and the others are
/// frozen in the state in which they left: they are attended to, and nothing else.
class TokenRows
{
public:
    const std::vector<std::int32_t>& lengths() const { return m_lengths; } ///< [S]
    const std::vector<std::int32_t>& counts() const { return m_counts; }   ///< [S] active tokens of each
    const std::vector<ActiveToken>& active() const { return m_active; }    ///< by sequence, then by row
    std::int64_t rows() const { return m_rows.rows(); }                           ///< T, frozen ones included
    at::Tensor state() const { return m_rows.state(); }      ///< [T, H] F32; not when empty
    /// Rows of `state` [A]: of the active tokens, or of those that are asked.
    std::vector<std::int64_t> activeRows() const;
    std::vector<std::int64_t> askedRows() const;

    /// `counts` [S] active tokens of each sequence, `active` those of all.
    void append(std::span<const std::int32_t> lengths, std::span<const std::int32_t> counts,
        std::span<const ActiveToken> active, const at::Tensor& state);
    /// What of `from` goes on: `leaves` [active tokens of `from`] freezes tokens, and a sequence with no asked token left is
    /// done.
    void appendStaying(const TokenRows& from, std::span<const std::uint8_t> leaves);
    /// Freezes active tokens where they stand; sequences stay.
    template <typename Frozen> void freeze(const Frozen& isFrozen)
    {
        std::vector<ActiveToken> staying;
        auto token = m_active.begin();
        for (auto& count : m_counts) {
            const auto last = token + count;
            for (; token != last; ++token)
                if (isFrozen(*token))
                    --count;
                else
                    staying.push_back(*token);
        }
        m_active = std::move(staying);
    }
    void clear();

private:
    std::vector<std::int32_t> m_lengths, m_counts;
    std::vector<ActiveToken> m_active;
    RowStore m_rows;
};

} // namespace exitscope::engine
