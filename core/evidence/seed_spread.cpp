#include "core/evidence/seed_spread.h"

#include "core/error.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace exitscope::evidence {

Front frontOf(std::span<const sweep::Point> points, const std::string& metric, CostAxis axis)
{
    Front front;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto& point = points[i];
        const auto found = std::find_if(point.metrics.begin(), point.metrics.end(),
            [&](const auto& entry) { return entry.first == metric; });
        if (found == point.metrics.end())
            throw InputError("the point " + point.spec.text() + " has no " + metric, "choose another metric");
        if (axis == CostAxis::Flops && !(point.flopsFull > 0))
            throw InputError("the point " + point.spec.text() + " has no FLOPs", "use layers as the cost");
        const double cost = axis == CostAxis::Flops ? point.flopsRatio() : point.meanExit() / point.layers;
        front.add(cost, found->second, static_cast<std::uint32_t>(i));
    }
    return front;
}

namespace {

/// Of the fronts' qualities at one cost each.
void addTo(SeedSpread& spread, double cost, std::span<const double> qualities)
{
    const auto n = static_cast<double>(qualities.size());
    double sum = 0, squares = 0;
    for (const double quality : qualities)
        sum += quality;
    for (const double quality : qualities)
        squares += std::pow(quality - sum / n, 2);
    const auto [least, most] = std::ranges::minmax(qualities);
    spread.cost.push_back(cost);
    spread.mean.push_back(sum / n);
    spread.sd.push_back(n > 1 ? std::sqrt(squares / (n - 1)) : 0.0);
    spread.low.push_back(least);
    spread.high.push_back(most);
}

} // namespace

SeedSpread seedSpread(std::span<const Front> fronts, CostAxis axis, std::size_t count)
{
    SeedSpread spread;
    spread.axis = axis;
    spread.traces = std::ssize(fronts);
    if (fronts.empty() || std::any_of(fronts.begin(), fronts.end(), [](const Front& front) { return front.isEmpty(); }))
        return spread;
    std::vector<double> qualities(fronts.size());
    const auto qualityAt = [&](double cost) {
        std::ranges::transform(fronts, qualities.begin(), [&](const Front& front) { return front.qualityAt(cost); });
        return std::span<const double>(qualities);
    };
    double low = 0, high = 0, sum = 0;
    for (const auto& front : fronts) {
        low = std::max(low, front.cheapest().cost);
        high = std::max(high, front.best().cost);
        sum += front.best().cost;
    }
    if (std::ranges::all_of(fronts, [](const Front& front) { return front.size() == 1; })) {
        addTo(spread, sum / static_cast<double>(fronts.size()), qualityAt(high));
        return spread;
    }
    for (std::size_t i = 0; low <= high && i < count; ++i) {
        const double share = count > 1 ? static_cast<double>(i) / static_cast<double>(count - 1) : 0.0;
        const double cost = i + 1 == count && count > 1 ? high : low + share * (high - low);
        addTo(spread, cost, qualityAt(cost));
    }
    return spread;
}

} // namespace exitscope::evidence
