#include "app/plots/frontier_points.h"

#include "core/metric/pareto.h"

#include <algorithm>

namespace exitscope::app {

namespace {

/// Where `a` is the cheaper of two costs on this axis it counts as smaller.
double asExpense(double cost, CostAxis axis) { return axis == CostAxis::LayerSpeedup ? -cost : cost; }

} // namespace

std::vector<PlottedPoint> byCost(std::vector<PlottedPoint> points)
{
    std::stable_sort(points.begin(), points.end(),
        [](const auto& a, const auto& b) { return a.x != b.x ? a.x < b.x : a.y < b.y; });
    points.erase(std::unique(points.begin(), points.end(),
                     [](const auto& a, const auto& b) { return a.x == b.x && a.y == b.y; }),
        points.end());
    return points;
}

std::vector<PlottedPoint> frontier(const std::vector<PlottedPoint>& points, CostAxis axis, Better better)
{
    std::vector<metric::CostQuality> values;
    for (const auto& point : points)
        values.push_back({ asExpense(point.x, axis), better == Better::More ? point.y : -point.y });
    std::vector<PlottedPoint> front;
    for (const std::size_t index : metric::paretoFront(values))
        front.push_back(points[index]);
    if (front.empty())
        return front;
    const double dearest = axis == CostAxis::LayerSpeedup ? points.front().x : points.back().x;
    if (front.back().x != dearest)
        front.push_back({ dearest, front.back().y, front.back().index });
    std::sort(front.begin(), front.end(), [](const auto& a, const auto& b) { return a.x < b.x; });
    return front;
}

widgets::StepShape stepOf(CostAxis axis)
{
    return axis == CostAxis::LayerSpeedup ? widgets::StepShape::HoldsLeft : widgets::StepShape::HoldsRight;
}

} // namespace exitscope::app
