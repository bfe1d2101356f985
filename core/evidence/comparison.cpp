#include "core/evidence/comparison.h"

#include "core/error.h"
#include "core/evidence/percentile.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace exitscope::evidence {

namespace {

void requireSensible(const ComparedSide& first, const ComparedSide& second, const ComparisonOptions& options)
{
    requireUsable(options.bootstrap);
    requireSameExamples(first.evaluator.trace(), second.evaluator.trace());
    if (first.specs.empty() || second.specs.empty())
        throw InputError(std::string("a side of the comparison has no operating point"), "give it a policy");
    for (const double speedup : options.speedups)
        if (!(speedup > 0) || !std::isfinite(speedup))
            throw InputError(std::string("a speed-up to compare at is not above 0"), "use 1.5, 2 or 3, for example");
    for (const double quality : options.qualities)
        if (!std::isfinite(quality))
            throw InputError(std::string("a metric to compare at is not a number"), "use 0.9, for example");
}

Compared compared(const ResampledFronts& first, const ResampledFronts& second, const FrontFigure& figure)
{
    return { estimateOn(first, figure), estimateOn(second, figure), differenceOn(first, second, figure) };
}

std::optional<ChosenPoint> chosen(const ComparedSide& side, const Front& front, double cost)
{
    const auto* found = front.within(cost);
    if (!found)
        return std::nullopt;
    return ChosenPoint { side.specs[found->point], found->cost, found->quality };
}

AtCost atCost(const ComparedSide& a, const ComparedSide& b, const Comparison& whole, double speedup)
{
    const double cost = 1 / speedup;
    auto figures = compared(whole.first, whole.second, [cost](const Front& front) { return front.qualityAt(cost); });
    AtCost at { speedup, figures.first, figures.second, figures.difference, chosen(a, whole.first.whole, cost),
        chosen(b, whole.second.whole, cost), {} };
    const auto& trace = a.evaluator.trace();
    if (at.firstPoint && at.secondPoint && !trace.labels().empty())
        at.test = mcNemar(trace, policy::replay(trace, at.firstPoint->spec),
            policy::replay(b.evaluator.trace(), at.secondPoint->spec));
    return at;
}

AtQuality atQuality(const Comparison& whole, double quality)
{
    auto figures
        = compared(whole.first, whole.second, [quality](const Front& front) { return front.costAt(quality); });
    return { quality, figures.first, figures.second, figures.difference };
}

Compared elueOf(const ResampledFronts& a, const ResampledFronts& b)
{
    return { estimateOf(a.elue, a.elueDraws, a.confidence), estimateOf(b.elue, b.elueDraws, b.confidence),
        differenceOf(a.elue, a.elueDraws, b.elue, b.elueDraws, a.confidence) };
}

std::optional<ResampledFronts> frontsOf(
    const ComparedSide& side, Resampling& resampling, const FrontOptions& options, const JobContext& job)
{
    OutcomePath path(side.evaluator, side.specs);
    return resampledFronts(path, resampling, options, job);
}

} // namespace

std::optional<Comparison> compare(const ComparedSide& first, const ComparedSide& second,
    const ComparisonOptions& options, const JobContext& job)
{
    requireSensible(first, second, options);
    Resampling resampling(first.evaluator.trace().examples(), options.bootstrap);
    auto a = frontsOf(first, resampling, options.front, job);
    auto b = a ? frontsOf(second, resampling, options.front, job) : std::nullopt;
    if (!b)
        return std::nullopt;
    Comparison result;
    result.first = std::move(*a);
    result.second = std::move(*b);
    for (const double speedup : options.speedups)
        result.atCost.push_back(atCost(first, second, result, speedup));
    for (const double quality : options.qualities)
        result.atQuality.push_back(atQuality(result, quality));
    const double reference = options.hypervolumeReference;
    result.hypervolume = compared(result.first, result.second,
        [reference](const Front& front) { return front.hypervolume(reference); });
    if (!result.first.whole.isEmpty() && !result.second.whole.isEmpty())
        result.lowCost = std::min(1.0, std::max(result.first.whole.cheapest().cost, result.second.whole.cheapest().cost));
    const double low = result.lowCost, high = result.highCost;
    result.meanQuality = compared(result.first, result.second,
        [low, high](const Front& front) { return front.meanQuality(low, high); });
    if (!options.front.reference.empty())
        result.elue = elueOf(result.first, result.second);
    return result;
}

} // namespace exitscope::evidence
