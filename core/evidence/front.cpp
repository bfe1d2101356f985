#include "core/evidence/front.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace exitscope::evidence {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

double between(const Front::At& a, const Front::At& b, double cost)
{
    return a.quality + (cost - a.cost) / (b.cost - a.cost) * (b.quality - a.quality);
}

} // namespace

void Front::add(double cost, double quality, std::uint32_t point)
{
    if (std::isnan(cost) || std::isnan(quality))
        return;
    if (m_points.empty() || cost < m_points.back().cost) {
        while (!m_points.empty() && m_points.back().quality <= quality)
            m_points.pop_back();
        m_points.push_back({ cost, quality, point });
        return;
    }
    // The first that costs at most as much is the best of those that do.
    const auto cheaper = std::partition_point(
        m_points.begin(), m_points.end(), [cost](const At& at) { return at.cost > cost; });
    if (cheaper->quality >= quality)
        return;
    const auto end = cheaper->cost == cost ? cheaper + 1 : cheaper;
    auto begin = cheaper;
    while (begin != m_points.begin() && (begin - 1)->quality <= quality)
        --begin;
    if (begin == end) {
        m_points.insert(begin, { cost, quality, point });
        return;
    }
    *begin = { cost, quality, point };
    m_points.erase(begin + 1, end);
}

const Front::At* Front::within(double cost) const
{
    const auto found = std::partition_point(
        m_points.begin(), m_points.end(), [cost](const At& at) { return at.cost > cost; });
    return found == m_points.end() ? nullptr : &*found;
}

double Front::stepAt(double cost) const
{
    const At* found = within(cost);
    return found ? found->quality : nothing;
}

double Front::qualityAt(double cost) const
{
    const At* found = within(cost);
    if (!found)
        return nothing;
    return found == &m_points.front() ? found->quality : between(*found, *(found - 1), cost);
}

double Front::costAt(double quality) const
{
    if (std::isnan(quality) || m_points.empty() || m_points.front().quality < quality)
        return nothing;
    if (m_points.back().quality >= quality)
        return m_points.back().cost;
    // The first that falls short; the one before it reaches.
    const auto below = std::partition_point(
        m_points.begin(), m_points.end(), [quality](const At& at) { return at.quality >= quality; });
    const At& above = *(below - 1);
    return below->cost + (quality - below->quality) / (above.quality - below->quality) * (above.cost - below->cost);
}

double Front::hypervolume(double reference) const
{
    double sum = 0, right = 1;
    for (const At& at : m_points) {
        if (at.cost >= right)
            continue;
        sum += (right - std::max(at.cost, 0.0)) * std::max(at.quality - reference, 0.0);
        right = std::max(at.cost, 0.0);
    }
    return m_points.empty() ? nothing : sum;
}

double Front::meanQuality(double low, double high) const
{
    if (m_points.empty() || !(low < high))
        return m_points.empty() ? nothing : std::isnan(qualityAt(low)) ? cheapest().quality : qualityAt(low);
    const auto quality = [this](double cost) { return cost < cheapest().cost ? cheapest().quality : qualityAt(cost); };
    double sum = 0, left = low, leftQuality = quality(low);
    const auto step = [&](double cost, double there) {
        sum += (cost - left) * (leftQuality + there) / 2;
        left = cost;
        leftQuality = there;
    };
    for (auto at = m_points.rbegin(); at != m_points.rend(); ++at)
        if (at->cost > low && at->cost < high)
            step(at->cost, at->quality);
    step(high, quality(high));
    return sum / (high - low);
}

} // namespace exitscope::evidence
