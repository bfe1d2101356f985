#pragma once

#include <cstdint>
#include <vector>

namespace exitscope::widgets {

/// Heights of many blocks below one another, each of which may be corrected: sums and searches in the logarithm of their
/// number (a Fenwick tree).
class BlockHeights
{
public:
    void reset(const std::vector<int>& heights);

    [[nodiscard]] int count() const { return static_cast<int>(m_heights.size()); }
    [[nodiscard]] int height(int block) const { return m_heights[static_cast<std::size_t>(block)]; }
    void setHeight(int block, int height);
    [[nodiscard]] std::int64_t top(int block) const; ///< sum of the heights before it; count(): of all
    [[nodiscard]] std::int64_t total() const { return top(count()); }
    /// The block at a distance from the top, the last one beyond the end; −1 where there is none.
    [[nodiscard]] int at(std::int64_t y) const;

private:
    std::vector<int> m_heights;
    std::vector<std::int64_t> m_tree; ///< [count + 1], 1-based
};

} // namespace exitscope::widgets
