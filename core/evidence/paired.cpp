#include "core/evidence/paired.h"

#include "core/error.h"
#include "core/evidence/draw_walk.h"
#include "core/evidence/percentile.h"
#include "core/metric/metric_tally.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace exitscope::evidence {

namespace {

[[noreturn]] void failPair(const trace::Trace& second, const std::string& problem)
{
    throw InputError(second.path(), problem, "compare traces of the same examples in the same order");
}

bool sameTargets(std::span<const float> first, std::span<const float> second)
{
    return std::equal(first.begin(), first.end(), second.begin(), second.end(),
        [](float a, float b) { return a == b || (std::isnan(a) && std::isnan(b)); });
}

double logChoose(double n, double k)
{
    return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1);
}

using Series = std::pair<std::string, std::vector<double>>; ///< a figure: its draws, and at the end the sample's own

std::optional<std::vector<Series>> seriesOf(
    const DecidedSide& side, Resampling& resampling, bool withFlops, const JobContext& job)
{
    OutcomePath path(side.evaluator, side.spec, side.outcome);
    const auto& metrics = side.evaluator.metrics();
    const bool ranks = std::any_of(metrics.begin(), metrics.end(), metric::needsRanks);
    DrawWalk walk(path, resampling, ranks ? DrawWalk::Ranks::Yes : DrawWalk::Ranks::No);
    std::vector<Series> series { { "mean_exit", {} } };
    if (withFlops)
        series.emplace_back("flops_ratio", std::vector<double> {});
    for (const auto metric : metrics)
        series.emplace_back(metric::nameOf(metric), std::vector<double> {});
    const auto take = [&](const BlockPoint& at) {
        const std::size_t count = at.block < resampling.blocks() ? resampling.drawsIn(at.block) : 1;
        std::size_t figure = 0;
        const auto put = [&](const BlockValues& values) {
            auto& draws = series[figure++].second;
            draws.insert(draws.end(), values.begin(), values.begin() + static_cast<std::ptrdiff_t>(count));
        };
        put(at.tally.meanExit());
        if (withFlops)
            put(at.tally.cost(CostAxis::Flops));
        for (const auto metric : metrics)
            put(at.metric(metric));
    };
    if (!walk.next(take, job))
        return std::nullopt;
    return series;
}

} // namespace

void requireSameExamples(const trace::Trace& first, const trace::Trace& second)
{
    const auto& hash = first.info().datasetSha256;
    if (!hash.empty() && !second.info().datasetSha256.empty() && hash != second.info().datasetSha256)
        failPair(second, "is of another dataset than " + first.path().string());
    if (first.examples() != second.examples() || first.units() != second.units())
        failPair(second, "has " + std::to_string(second.examples()) + " examples and " + std::to_string(second.units())
                + " units, the other trace " + std::to_string(first.examples()) + " and " + std::to_string(first.units()));
    if (first.classes() != second.classes())
        failPair(second, "has " + std::to_string(second.classes()) + " classes, the other trace "
                + std::to_string(first.classes()));
    for (std::int64_t unit = 0; unit < first.units(); ++unit)
        if (first.exampleOf(unit) != second.exampleOf(unit))
            failPair(second, "unit " + std::to_string(unit) + " belongs to another example than in the other trace");
    if (!std::equal(first.labels().begin(), first.labels().end(), second.labels().begin(), second.labels().end())
        || !sameTargets(first.targets(), second.targets()))
        failPair(second, "has other labels than " + first.path().string());
}

McNemar mcNemar(std::int64_t onlyFirst, std::int64_t onlySecond)
{
    McNemar test { onlyFirst, onlySecond };
    const auto n = static_cast<double>(onlyFirst + onlySecond);
    if (n == 0)
        return test;
    const auto least = static_cast<double>(std::min(onlyFirst, onlySecond));
    double tail = 0, last = 0;
    for (double k = 0; k <= least; ++k) {
        last = std::exp(logChoose(n, k) - n * std::log(2.0));
        tail += last;
    }
    test.exact = std::min(1.0, 2 * tail);
    test.mid = std::min(1.0, 2 * tail - last);
    const double gap = std::max(0.0, std::abs(static_cast<double>(onlyFirst - onlySecond)) - 1);
    test.chiSquare = gap * gap / n;
    test.chiSquareP = std::erfc(std::sqrt(test.chiSquare / 2));
    return test;
}

Flipped flippedUnits(const trace::Trace& trace, const policy::Outcome& first, const policy::Outcome& second)
{
    const auto labels = trace.labels();
    if (labels.empty())
        throw InputError(trace.path(), "McNemar's test needs classes with labels", "use the paired bootstrap");
    if (first.predictedClass.size() != labels.size() || second.predictedClass.size() != labels.size())
        throw InputError(trace.path(), "an outcome is of another number of units than the trace");
    Flipped flipped;
    for (std::size_t unit = 0; unit < labels.size(); ++unit) {
        if (labels[unit] < 0)
            continue;
        const bool isFirst = first.predictedClass[unit] == labels[unit];
        const bool isSecond = second.predictedClass[unit] == labels[unit];
        if (isFirst != isSecond)
            (isFirst ? flipped.onlyFirst : flipped.onlySecond).push_back(static_cast<std::int64_t>(unit));
    }
    return flipped;
}

McNemar mcNemar(const trace::Trace& trace, const policy::Outcome& first, const policy::Outcome& second)
{
    const auto flipped = flippedUnits(trace, first, second);
    return mcNemar(static_cast<std::int64_t>(flipped.onlyFirst.size()), static_cast<std::int64_t>(flipped.onlySecond.size()));
}

std::optional<std::vector<PairedFigure>> pairedFigures(const DecidedSide& first, const DecidedSide& second,
    const BootstrapOptions& options, const JobContext& job)
{
    requireSameExamples(first.evaluator.trace(), second.evaluator.trace());
    const bool withFlops = first.evaluator.cost().isInFlops() && second.evaluator.cost().isInFlops();
    Resampling resampling(first.evaluator.trace().examples(), options);
    auto a = seriesOf(first, resampling, withFlops, job);
    auto b = a ? seriesOf(second, resampling, withFlops, job) : std::nullopt;
    if (!b)
        return std::nullopt;
    std::vector<PairedFigure> figures;
    for (auto& [name, draws] : *a) {
        const auto found = std::find_if(b->begin(), b->end(), [&](const Series& other) { return other.first == name; });
        if (found == b->end())
            continue; // the same examples under another task name
        const double ofA = draws.back(), ofB = found->second.back();
        draws.pop_back();
        found->second.pop_back();
        figures.push_back({ name, estimateOf(ofA, draws, options.confidence),
            estimateOf(ofB, found->second, options.confidence),
            differenceOf(ofA, draws, ofB, found->second, options.confidence) });
    }
    return figures;
}

} // namespace exitscope::evidence
