#include "core/report/seed_table.h"

#include "core/error.h"
#include "core/evidence/paired.h"
#include "core/evidence/seed_spread.h"
#include "core/optimise/headroom.h"
#include "core/report/operating_points.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace exitscope::report {

namespace {

constexpr double notKnown = std::numeric_limits<double>::quiet_NaN();

void requireOneModel(const trace::Trace& first, const trace::Trace& other)
{
    evidence::requireSameExamples(first, other);
    if (!std::ranges::equal(first.exitLayer(), other.exitLayer()))
        throw InputError(other.path(), "leaves at other layers than " + first.path().string(),
            "group traces of one model that was trained with different seeds");
    const auto& model = first.info().modelSha256;
    if (first.path() == other.path() || (!model.empty() && model == other.info().modelSha256))
        throw InputError(other.path(), "is of the same model as " + first.path().string() + ", so of one seed",
            "give each model once");
}

void requireSensible(std::span<const std::shared_ptr<const trace::Trace>> traces,
    const std::vector<policy::PolicyRange>& policies, std::span<const double> speedups)
{
    if (traces.size() < 2)
        throw InputError(std::string("one trace is no group of seeds"), "give --trace once for every seed");
    for (std::size_t a = 0; a < traces.size(); ++a) {
        if (!traces[a]->hasLabels())
            throw InputError(traces[a]->path(), "has no labels", "a table needs a dataset with labels");
        for (std::size_t b = 0; b < a; ++b)
            requireOneModel(*traces[b], *traces[a]);
    }
    if (policies.empty())
        throw InputError(std::string("a table needs at least one policy"), "entropy:threshold=exact, for example");
    for (const double speedup : speedups)
        if (!(speedup > 0) || !std::isfinite(speedup))
            throw InputError(std::string("a speed-up of the table is not above 0"), "use 1.5, 2 or 3, for example");
}

/// One rule on one trace: its frontier, and what its headroom is counted in.
struct SeedFront
{
    evidence::Front front; ///< costs are shares of the full model's
    optimise::References references;
    double full = 1; ///< of the references' cost axis, which counts layers where fronts count shares of them
};

std::optional<SeedFront> frontOf(const sweep::Evaluator& evaluator, const policy::PolicyRange& range,
    evidence::CostAxis axis, const JobContext& job)
{
    const auto points = operatingPoints(evaluator.sharedTrace(), range, job);
    if (!points)
        return std::nullopt;
    SeedFront seed;
    seed.front = evidence::frontOf(*points, std::string(metric::nameOf(evaluator.metrics().front())), axis);
    seed.references
        = optimise::references(evaluator, points->empty() ? policy::PolicySpec {} : points->front().spec, axis);
    seed.full = axis == evidence::CostAxis::Flops ? 1 : evaluator.trace().exitLayer().back();
    return seed;
}

SeedCell cellAt(double speedup, std::span<const SeedFront> seeds)
{
    const double cost = 1 / speedup;
    std::vector<double> qualities, headrooms;
    for (const auto& seed : seeds) {
        const double quality = seed.front.qualityAt(cost);
        qualities.push_back(quality);
        const auto taken = std::isnan(quality)
            ? std::nullopt
            : optimise::headroomTaken(
                { cost * seed.full, quality }, seed.references.fixed, seed.references.oracleCorrect);
        headrooms.push_back(taken.value_or(notKnown));
    }
    return { speedup, seedFigure(std::move(qualities)), seedFigure(std::move(headrooms)) };
}

} // namespace

SeedFigure seedFigure(std::vector<double> values)
{
    SeedFigure figure { std::move(values), notKnown, notKnown, notKnown, notKnown };
    const auto& all = figure.values;
    if (all.empty() || std::any_of(all.begin(), all.end(), [](double value) { return std::isnan(value); }))
        return figure;
    const auto n = static_cast<double>(all.size());
    double sum = 0, squares = 0;
    for (const double value : all)
        sum += value;
    figure.mean = sum / n;
    for (const double value : all)
        squares += (value - figure.mean) * (value - figure.mean);
    figure.sd = n > 1 ? std::sqrt(squares / (n - 1)) : 0;
    figure.low = *std::min_element(all.begin(), all.end());
    figure.high = *std::max_element(all.begin(), all.end());
    return figure;
}

std::optional<SeedTable> seedTable(std::span<const std::shared_ptr<const trace::Trace>> traces,
    const std::vector<policy::PolicyRange>& policies, std::span<const double> speedups, evidence::CostAxis axis,
    const JobContext& job)
{
    requireSensible(traces, policies, speedups);
    std::vector<sweep::Evaluator> evaluators;
    for (const auto& trace : traces)
        evaluators.emplace_back(trace);
    SeedTable table;
    table.metric = evaluators.front().metrics().front();
    table.units = traces.front()->units();
    table.traces = std::ssize(traces);
    std::vector<double> full;
    for (const auto& evaluator : evaluators)
        full.push_back(
            evaluator.evaluate({ "fixed", { { "layer", std::to_string(evaluator.trace().exitLayer().back()) } } })
                .metrics.front()
                .second);
    table.full = seedFigure(std::move(full));
    for (const auto& range : policies) {
        std::vector<SeedFront> seeds;
        for (const auto& evaluator : evaluators) {
            auto seed = frontOf(evaluator, range, axis, job);
            if (!seed)
                return std::nullopt;
            seeds.push_back(std::move(*seed));
        }
        SeedRow row { range, {} };
        for (const double speedup : speedups)
            row.cells.push_back(cellAt(speedup, seeds));
        table.rows.push_back(std::move(row));
    }
    return table;
}

} // namespace exitscope::report
