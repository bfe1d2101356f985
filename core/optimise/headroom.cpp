#include "core/optimise/headroom.h"

#include "core/error.h"
#include "core/metric/exit_metrics.h"
#include "core/metric/metric_tally.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace exitscope::optimise {

namespace {

using Curve = std::vector<metric::CostQuality>;

/// What one unit adds to a curve's cost when it leaves at an exit with one head run.
class UnitCosts
{
public:
    UnitCosts(const sweep::Evaluator& evaluator, CostAxis axis)
        : m_evaluator(evaluator)
        , m_axis(axis)
    {
        for (std::int64_t unit = 0; unit < evaluator.trace().units(); ++unit)
            m_full += axis == CostAxis::Flops ? evaluator.cost().full(unit) : 1.0;
    }

    double operator()(std::int64_t unit, std::int32_t exit) const
    {
        if (m_axis == CostAxis::Flops)
            return m_evaluator.cost().unit(unit, exit, 1) / m_full;
        return m_evaluator.trace().exitLayer()[static_cast<std::size_t>(exit)] / m_full;
    }
    double all(std::int32_t exit) const
    {
        double sum = 0;
        for (std::int64_t unit = 0; unit < m_evaluator.trace().units(); ++unit)
            sum += (*this)(unit, exit);
        return sum;
    }

private:
    const sweep::Evaluator& m_evaluator;
    CostAxis m_axis;
    double m_full = 0;
};

Curve fixedCurve(const sweep::Evaluator& evaluator, const UnitCosts& costs)
{
    const auto metrics = metric::perExit(evaluator.metrics(), evaluator.trace());
    Curve curve;
    for (std::size_t exit = 0; exit < metrics.size(); ++exit)
        curve.push_back({ costs.all(static_cast<std::int32_t>(exit)), metrics[exit].front().second });
    std::stable_sort(
        curve.begin(), curve.end(), [](const auto& a, const auto& b) { return a.cost < b.cost; });
    return curve;
}

/// One unit that goes on from the first allowed exit.
struct Step
{
    double cost;
    std::int64_t unit;
    std::int32_t exit;
};

/// `wanted`(unit, classes) is the class that a unit is to leave with.
template <typename Wanted>
Curve oracleCurve(const sweep::Evaluator& evaluator, const UnitCosts& costs,
    std::span<const std::int32_t> allowed, std::span<const std::int32_t> classes, const Wanted& wanted)
{
    const auto& trace = evaluator.trace();
    const auto exits = static_cast<std::size_t>(trace.exits());
    const auto first = allowed.front();
    std::vector<Step> steps;
    for (std::int64_t unit = 0; unit < trace.units(); ++unit) {
        const auto* row = &classes[static_cast<std::size_t>(unit) * exits];
        const auto target = wanted(unit, row);
        const auto exit
            = std::find_if(allowed.begin(), allowed.end(), [&](auto at) { return row[at] == target; });
        if (exit != allowed.end() && *exit != first)
            steps.push_back({ costs(unit, *exit) - costs(unit, first), unit, *exit });
    }
    std::stable_sort(
        steps.begin(), steps.end(), [](const Step& a, const Step& b) { return a.cost < b.cost; });

    metric::MetricTally tally({ evaluator.metrics().front() }, trace, classes,
        std::vector<std::int32_t>(static_cast<std::size_t>(trace.units()), first));
    double cost = costs.all(first);
    Curve curve { { cost, tally.value(0) } };
    for (std::size_t i = 0; i < steps.size(); ++i) {
        cost += steps[i].cost;
        tally.change(steps[i].unit, first, steps[i].exit);
        if (i + 1 == steps.size() || steps[i + 1].cost != steps[i].cost)
            curve.push_back({ cost, tally.value(0) });
    }
    return curve;
}

} // namespace

double costOf(const sweep::Point& point, CostAxis axis)
{
    return axis == CostAxis::Layers ? point.meanExit() : point.flopsRatio();
}

References references(const sweep::Evaluator& evaluator, const policy::PolicySpec& rule, CostAxis axis)
{
    const auto& trace = evaluator.trace();
    if (evaluator.metrics().empty())
        throw InputError(trace.path(), "has no labels, and headroom is counted in what is right",
            "trace a labelled dataset");
    const UnitCosts costs(evaluator, axis);
    References references;
    references.fixed = fixedCurve(evaluator, costs);
    if (trace.isRegression())
        return references;
    std::vector<std::int32_t> classes(static_cast<std::size_t>(trace.units() * trace.exits()));
    policy::predictClasses(trace, 0, trace.units(), classes);
    const auto allowed = policy::allowedExits(rule, trace);
    references.oracleCorrect
        = oracleCurve(evaluator, costs, allowed, classes, [&](std::int64_t unit, const std::int32_t*) {
              return trace.labels()[static_cast<std::size_t>(unit)];
          });
    references.oracleAgree = oracleCurve(evaluator, costs, allowed, classes,
        [&](std::int64_t, const std::int32_t* row) { return std::int64_t { row[allowed.back()] }; });
    return references;
}

double qualityAt(std::span<const metric::CostQuality> curve, double cost)
{
    if (curve.empty())
        return std::numeric_limits<double>::quiet_NaN();
    const auto above = std::upper_bound(curve.begin(), curve.end(), cost,
        [](double value, const metric::CostQuality& point) { return value < point.cost; });
    if (above == curve.begin())
        return curve.front().quality;
    const auto& low = *(above - 1);
    if (above == curve.end())
        return low.quality;
    const double share = (cost - low.cost) / (above->cost - low.cost);
    return low.quality + share * (above->quality - low.quality);
}

std::optional<double> headroomTaken(metric::CostQuality policy, std::span<const metric::CostQuality> fixed,
    std::span<const metric::CostQuality> oracle)
{
    const double below = qualityAt(fixed, policy.cost);
    const double room = qualityAt(oracle, policy.cost) - below;
    const double share = (policy.quality - below) / room;
    return room > 1e-12 && std::isfinite(share) ? std::optional(share) : std::nullopt;
}

} // namespace exitscope::optimise
