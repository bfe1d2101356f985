#include "app/analysis/run_comparison.h"

#include "core/error.h"
#include "core/evidence/paired.h"
#include "core/policy/policy.h"
#include "core/report/stored_side.h"

#include <algorithm>
#include <map>

namespace exitscope::app {

namespace {

void requireTrace(const PlottedRun& run)
{
    if (!run.trace)
        throw InputError(report::sideName(run.run.summary) + " has no trace to compare by: " + run.traceProblem);
}

/// A side for every run that can be one; `places` are their indexes among the runs.
std::vector<report::StoredSide> sidesOf(std::span<const PlottedRun> runs, std::vector<std::size_t>& places)
{
    std::map<std::pair<const trace::Trace*, std::int64_t>, std::shared_ptr<const sweep::Evaluator>> known;
    std::vector<report::StoredSide> sides;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const auto& run = runs[i];
        if (!run.trace || run.points.empty())
            continue;
        const auto cost = report::costOptionsOf(run.run);
        auto& evaluator = known[{ run.trace.get(), cost.paddedTokens }];
        if (!evaluator)
            evaluator = std::make_shared<const sweep::Evaluator>(
                run.trace, run.trace->isCascade() ? cost::CostOptions {} : cost);
        report::StoredSide side { run.run, report::sideName(run.run.summary), evaluator, {} };
        for (const auto& point : run.points)
            side.specs.push_back(point.spec);
        sides.push_back(std::move(side));
        places.push_back(i);
    }
    return sides;
}

/// Sides of some runs, put where they belong among all.
evidence::SideBySide spread(evidence::SideBySide found, std::span<const std::size_t> places, std::span<const PlottedRun> runs)
{
    evidence::SideBySide all;
    all.baseline = places[found.baseline];
    for (const auto& run : runs)
        all.problems.push_back(run.trace ? "it has no points yet" : run.traceProblem);
    for (std::size_t k = 0; k < places.size(); ++k)
        all.problems[places[k]] = found.problems[k];
    for (auto& row : found.rows) {
        evidence::BudgetRow wide { row.kind, row.at, std::vector<evidence::SideFigure>(runs.size()) };
        for (std::size_t k = 0; k < places.size(); ++k)
            wide.sides[places[k]] = std::move(row.sides[k]);
        all.rows.push_back(std::move(wide));
    }
    return all;
}

} // namespace

std::optional<RunsCompared> compareRuns(
    std::span<const PlottedRun> runs, const ComparisonChoice& choice, const JobContext& job)
{
    requireTrace(runs[choice.baseline]);
    std::vector<std::size_t> places;
    const auto sides = sidesOf(runs, places);
    const auto place = std::find(places.begin(), places.end(), choice.baseline);
    if (place == places.end())
        throw InputError(report::sideName(runs[choice.baseline].run.summary) + " has no points yet", "let its sweep finish");
    const auto baseline = static_cast<std::size_t>(place - places.begin());
    RunsCompared result;
    result.options.speedups = choice.speedups;
    result.options.qualities = choice.qualities;
    result.options.front.metric = report::metricNamed(*sides[baseline].evaluator, choice.metric);
    result.options.front.axis = choice.axis ? *choice.axis : report::commonAxis(sides);
    std::vector<evidence::ComparedSide> compared;
    for (const auto& side : sides)
        compared.push_back(side.compared());
    auto found = evidence::sideBySide(compared, baseline, result.options, job);
    if (!found)
        return std::nullopt;
    result.sides = spread(std::move(*found), places, runs);
    std::vector<std::string> names;
    for (const auto& run : runs)
        names.push_back(run.run.summary.name.empty() ? report::sideName(run.run.summary) : run.run.summary.name);
    result.table = report::comparisonTable(result.sides, names, result.options.front);
    return result;
}

RunFlips flipsOf(const PlottedRun& first, const policy::PolicySpec& firstPoint, const PlottedRun& second,
    const policy::PolicySpec& secondPoint)
{
    requireTrace(first);
    requireTrace(second);
    evidence::requireSameExamples(*first.trace, *second.trace);
    const auto ofFirst = policy::replay(*first.trace, firstPoint), ofSecond = policy::replay(*second.trace, secondPoint);
    const auto flipped = evidence::flippedUnits(*first.trace, ofFirst, ofSecond);
    RunFlips flips;
    flips.trace = first.trace;
    flips.onlyFirst = static_cast<std::int64_t>(flipped.onlyFirst.size());
    flips.onlySecond = static_cast<std::int64_t>(flipped.onlySecond.size());
    const auto add = [&](const std::vector<std::int64_t>& units, bool isFirstRight) {
        for (const auto unit : units) {
            const auto at = static_cast<std::size_t>(unit);
            flips.units.push_back({ unit, isFirstRight, ofFirst.predictedClass[at], ofSecond.predictedClass[at],
                first.trace->exitLayer()[static_cast<std::size_t>(ofFirst.exit[at])],
                second.trace->exitLayer()[static_cast<std::size_t>(ofSecond.exit[at])] });
        }
    };
    add(flipped.onlyFirst, true);
    add(flipped.onlySecond, false);
    std::sort(flips.units.begin(), flips.units.end(), [](const auto& a, const auto& b) { return a.unit < b.unit; });
    return flips;
}

} // namespace exitscope::app
