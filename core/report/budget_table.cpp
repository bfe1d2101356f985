#include "core/report/budget_table.h"

#include "core/error.h"
#include "core/evidence/front.h"
#include "core/metric/metrics.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace exitscope::report {

namespace {

constexpr double notKnown = std::numeric_limits<double>::quiet_NaN();

double metricOf(const TabledRun& run, const sweep::Point& point, const std::string& name)
{
    const auto found = std::ranges::find(point.metrics, name, &std::pair<std::string, double>::first);
    if (found == point.metrics.end())
        throw InputError("run \"" + run.name + "\" has no " + name, "name runs over one labelled dataset with --run");
    return found->second;
}

double flopsOf(const TabledRun& run, const sweep::Point& point, double sum)
{
    if (!(sum > 0) || point.units < 1)
        throw InputError("the FLOPs of run \"" + run.name + "\" are not known",
            "trace the model with exitscope, or write layer_flops into the trace");
    return sum / static_cast<double>(point.units);
}

/// One run, that is one seed of its row.
struct SeedOfRow
{
    double fullFlops = notKnown, last = notKnown, meanOfExits = notKnown;
    std::vector<double> within;
};

SeedOfRow seedOf(const TabledRun& run, const std::vector<double>& budgets, const std::string& metric)
{
    evidence::Front front;
    SeedOfRow seed;
    // A front wants more to be better.
    const double sign = metric::isLessBetter(metric) ? -1 : 1;
    double deepest = 0, sum = 0;
    int fixed = 0;
    for (const sweep::Point& point : run.points) {
        const double quality = metricOf(run, point, metric);
        front.add(flopsOf(run, point, point.flopsSpent), sign * quality, 0);
        seed.fullFlops = flopsOf(run, point, point.flopsFull);
        if (point.meanExit() > deepest) {
            deepest = point.meanExit();
            seed.last = quality;
        }
        if (point.spec.name == "fixed") {
            sum += quality;
            ++fixed;
        }
    }
    if (fixed > 0)
        seed.meanOfExits = sum / fixed;
    for (const double budget : budgets) {
        const auto* best = front.within(budget);
        seed.within.push_back(best ? sign * best->quality : notKnown);
    }
    return seed;
}

BudgetRow rowOf(const std::string& name, const std::vector<SeedOfRow>& seeds, std::size_t budgets)
{
    const auto figure = [&](auto value) {
        std::vector<double> values;
        for (const SeedOfRow& seed : seeds)
            values.push_back(value(seed));
        return seedFigure(std::move(values));
    };
    BudgetRow row { name, figure([](const auto& seed) { return seed.fullFlops; }),
        figure([](const auto& seed) { return seed.last; }), figure([](const auto& seed) { return seed.meanOfExits; }), {} };
    for (std::size_t b = 0; b < budgets; ++b)
        row.within.push_back(figure([b](const auto& seed) { return seed.within[b]; }));
    return row;
}

} // namespace

BudgetTable budgetTable(std::span<const TabledRun> runs, std::vector<double> budgets, std::string metric)
{
    if (std::ranges::any_of(budgets, [](double budget) { return !(budget > 0) || !std::isfinite(budget); }))
        throw InputError(std::string("a budget of FLOPs is not above 0"), "use 10 or 2.5, for example");
    BudgetTable table { std::move(metric), std::move(budgets), {} };
    std::vector<std::pair<std::string, std::vector<SeedOfRow>>> rows;
    for (const TabledRun& run : runs) {
        if (run.points.empty())
            continue;
        if (table.metric.empty() && !run.points.front().metrics.empty())
            table.metric = run.points.front().metrics.front().first;
        auto row = std::ranges::find(rows, run.name, &std::pair<std::string, std::vector<SeedOfRow>>::first);
        if (row == rows.end())
            row = rows.insert(rows.end(), { run.name, {} });
        row->second.push_back(seedOf(run, table.budgets, table.metric));
    }
    for (const auto& [name, seeds] : rows)
        table.rows.push_back(rowOf(name, seeds, table.budgets.size()));
    return table;
}

} // namespace exitscope::report
