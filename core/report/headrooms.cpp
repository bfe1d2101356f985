#include "core/report/headrooms.h"

#include "core/evidence/front.h"
#include "core/optimise/headroom.h"
#include "core/policy/parameters.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <stdexcept>
#include <utility>

namespace exitscope::report {

namespace {

/// As text, or as numbers: what comes back from a store says 1.5 where 1.50 was typed.
bool isSameValue(const std::string& a, const std::string& b)
{
    return a == b || (policy::parseReal(a) && policy::parseReal(a) == policy::parseReal(b));
}

/// Whether a point is of a rule, which names no threshold.
bool isOf(policy::PolicySpec point, const policy::PolicySpec& rule)
{
    point.parameters.erase("threshold");
    return point.name == rule.name
        && std::equal(point.parameters.begin(), point.parameters.end(), rule.parameters.begin(), rule.parameters.end(),
            [](const auto& a, const auto& b) { return a.first == b.first && isSameValue(a.second, b.second); });
}

/// How many of `points`, from the first, a range made. Of an exact one that is known by its rules, in their order, as the
/// number of distinct outcomes is not.
std::size_t pointsOf(policy::PolicyRange range, std::span<const sweep::Point> points)
{
    if (!range.isExact())
        return std::min(range.expand().size(), points.size());
    range.parameters.erase("threshold");
    std::size_t count = 0;
    for (const auto& rule : range.expand())
        while (count < points.size() && isOf(points[count].spec, rule))
            ++count;
    return count;
}

/// Oracle and fixed exits, which depend on where a rule may leave alone.
class ReferencesOf
{
public:
    explicit ReferencesOf(const sweep::Evaluator& evaluator)
        : m_evaluator(evaluator)
    {
    }

    const optimise::References& operator()(const policy::PolicySpec& spec)
    {
        const auto allowed = policy::allowedExits(spec, m_evaluator.trace());
        const auto found = m_known.find(allowed);
        if (found != m_known.end())
            return found->second;
        return m_known.emplace(allowed, optimise::references(m_evaluator, spec, optimise::CostAxis::Layers)).first->second;
    }

private:
    const sweep::Evaluator& m_evaluator;
    std::map<std::vector<std::int32_t>, optimise::References> m_known;
};

double qualityAt(double cost, std::span<const sweep::Point> points)
{
    evidence::Front front;
    for (std::size_t i = 0; i < points.size(); ++i)
        front.add(1 / points[i].layerSpeedup(), points[i].metrics.front().second, static_cast<std::uint32_t>(i));
    return front.isEmpty() ? std::numeric_limits<double>::quiet_NaN() : front.qualityAt(cost);
}

} // namespace

std::vector<Headroom> headroomsAt(double speedup, const sweep::Plan& plan, std::span<const sweep::Point> points)
{
    std::vector<Headroom> headrooms;
    if (!plan.trace->hasLabels() || plan.trace->isRegression())
        return headrooms;
    const sweep::Evaluator evaluator(plan.trace);
    ReferencesOf referencesOf(evaluator);
    for (const auto& range : plan.ranges) {
        const auto count = pointsOf(range, points);
        const auto mine = points.first(count);
        points = points.subspan(count);
        Headroom headroom { range, evaluator.metrics().front(), speedup, qualityAt(1 / speedup, mine), {} };
        if (!std::isnan(headroom.quality)) {
            const auto& references = referencesOf(mine.front().spec);
            headroom.taken = optimise::headroomTaken({ plan.trace->fullLayers() / speedup, headroom.quality },
                references.fixed, references.oracleCorrect);
        }
        headrooms.push_back(std::move(headroom));
    }
    if (!points.empty())
        throw std::invalid_argument("points that no range of the plan made");
    return headrooms;
}

} // namespace exitscope::report
