#include "core/metric/pareto.h"

#include <algorithm>
#include <cmath>

namespace exitscope::metric {

std::vector<std::size_t> paretoFront(std::span<const CostQuality> points)
{
    std::vector<std::size_t> order;
    for (std::size_t index = 0; index < points.size(); ++index)
        if (!std::isnan(points[index].cost) && !std::isnan(points[index].quality))
            order.push_back(index);
    std::stable_sort(order.begin(), order.end(), [points](std::size_t a, std::size_t b) {
        if (points[a].cost != points[b].cost)
            return points[a].cost < points[b].cost;
        return points[a].quality > points[b].quality;
    });
    std::vector<std::size_t> front;
    for (const std::size_t index : order)
        if (front.empty() || points[index].quality > points[front.back()].quality)
            front.push_back(index);
    return front;
}

} // namespace exitscope::metric
