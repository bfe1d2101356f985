#include "widgets/heatmap/block_heights.h"

#include <algorithm>
#include <bit>

namespace exitscope::widgets {

void BlockHeights::reset(const std::vector<int>& heights)
{
    m_heights = heights;
    m_tree.assign(heights.size() + 1, 0);
    for (std::size_t place = 1; place < m_tree.size(); ++place) {
        m_tree[place] += heights[place - 1];
        if (const std::size_t parent = place + (place & (~place + 1)); parent < m_tree.size())
            m_tree[parent] += m_tree[place];
    }
}

void BlockHeights::setHeight(int block, int height)
{
    const int change = height - m_heights[static_cast<std::size_t>(block)];
    if (change == 0)
        return;
    m_heights[static_cast<std::size_t>(block)] = height;
    for (auto place = static_cast<std::size_t>(block) + 1; place < m_tree.size(); place += place & (~place + 1))
        m_tree[place] += change;
}

std::int64_t BlockHeights::top(int block) const
{
    std::int64_t sum = 0;
    for (auto place = static_cast<std::size_t>(block); place > 0; place &= place - 1)
        sum += m_tree[place];
    return sum;
}

int BlockHeights::at(std::int64_t y) const
{
    if (m_heights.empty())
        return -1;
    std::size_t place = 0;
    for (std::size_t step = std::bit_floor(m_heights.size()); step > 0; step /= 2)
        if (place + step < m_tree.size() && m_tree[place + step] <= y) {
            place += step;
            y -= m_tree[place];
        }
    return static_cast<int>(std::min(place, m_heights.size() - 1));
}

} // namespace exitscope::widgets
