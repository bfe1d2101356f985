#include "core/evidence/side_by_side.h"

#include "core/error.h"
#include "core/policy/policy.h"

#include <algorithm>
#include <cmath>

namespace exitscope::evidence {

namespace {

using Fronts = std::vector<std::optional<ResampledFronts>>; ///< [sides]; none where a side has no such figures

void requireBudgets(const ComparisonOptions& options)
{
    requireUsable(options.bootstrap);
    for (const double speedup : options.speedups)
        if (!(speedup > 0) || !std::isfinite(speedup))
            throw InputError(std::string("a speed-up to compare at is not above 0"), "use 1.5, 2 or 3, for example");
    for (const double quality : options.qualities)
        if (!std::isfinite(quality))
            throw InputError(std::string("a metric to compare at is not a number"), "use 0.9, for example");
}

/// Nothing when it was stopped.
std::optional<ResampledFronts> frontsOf(
    const ComparedSide& side, Resampling& resampling, const FrontOptions& options, const JobContext& job)
{
    if (side.specs.empty())
        throw InputError(std::string("a side of the comparison has no operating point"), "give it a policy");
    OutcomePath path(side.evaluator, side.specs);
    return resampledFronts(path, resampling, options, job);
}

/// Why the side cannot be laid on the baseline's examples; empty where it can.
std::string otherExamples(const ComparedSide& baseline, const ComparedSide& side)
{
    if (&baseline.evaluator == &side.evaluator)
        return {};
    try {
        requireSameExamples(baseline.evaluator.trace(), side.evaluator.trace());
        return {};
    } catch (const InputError& error) {
        return error.problem();
    }
}

/// The fronts of every side; false when it was stopped.
bool findFronts(std::span<const ComparedSide> sides, const ComparisonOptions& options, const JobContext& job,
    SideBySide& result, Fronts& fronts)
{
    const auto& baseline = sides[result.baseline];
    Resampling shared(baseline.evaluator.trace().examples(), options.bootstrap);
    for (std::size_t i = 0; i < sides.size(); ++i) {
        result.problems[i] = i == result.baseline ? std::string() : otherExamples(baseline, sides[i]);
        try {
            if (result.problems[i].empty()) {
                fronts[i] = frontsOf(sides[i], shared, options.front, job);
            } else {
                Resampling own(sides[i].evaluator.trace().examples(), options.bootstrap);
                fronts[i] = frontsOf(sides[i], own, options.front, job);
            }
        } catch (const InputError& error) {
            if (i == result.baseline)
                throw;
            result.problems[i] = error.problem();
            continue;
        }
        if (!fronts[i])
            return false;
    }
    return true;
}

double figureOf(const Front& front, BudgetRow::Kind kind, double at)
{
    return kind == BudgetRow::Kind::AtCost ? front.qualityAt(1 / at) : front.costAt(at);
}

/// Holm's step-down: which of the p-values stay at or above `level` together.
std::vector<bool> notRejected(const std::vector<double>& p, double level)
{
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < p.size(); ++i)
        order.push_back(i);
    std::sort(order.begin(), order.end(), [&p](std::size_t a, std::size_t b) { return p[a] < p[b]; });
    std::vector<bool> kept(p.size(), true);
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        if (p[order[rank]] * static_cast<double>(p.size() - rank) >= level)
            break;
        kept[order[rank]] = false;
    }
    return kept;
}

void markBest(BudgetRow& row, const SideBySide& whole, const Fronts& fronts, const FrontFigure& figure, double level)
{
    const double sign = row.kind == BudgetRow::Kind::AtCost ? 1 : -1;
    std::vector<std::size_t> tested;
    for (std::size_t i = 0; i < row.sides.size(); ++i)
        if (fronts[i] && whole.problems[i].empty() && !std::isnan(row.sides[i].estimate.value))
            tested.push_back(i);
    if (tested.size() < 2)
        return;
    const auto best = *std::max_element(tested.begin(), tested.end(), [&](std::size_t a, std::size_t b) {
        return sign * row.sides[a].estimate.value < sign * row.sides[b].estimate.value;
    });
    std::erase(tested, best);
    std::vector<double> p;
    for (const auto i : tested)
        p.push_back(differenceOn(*fronts[best], *fronts[i], figure).p);
    const auto kept = notRejected(p, level);
    if (std::find(kept.begin(), kept.end(), false) == kept.end())
        return;
    row.sides[best].isBest = true;
    for (std::size_t k = 0; k < tested.size(); ++k)
        row.sides[tested[k]].isBest = kept[k];
}

void choosePoints(BudgetRow& row, std::span<const ComparedSide> sides, const SideBySide& whole, const Fronts& fronts)
{
    for (std::size_t i = 0; i < sides.size(); ++i)
        if (const auto* found = fronts[i] ? fronts[i]->whole.within(1 / row.at) : nullptr)
            row.sides[i].point = ChosenPoint { sides[i].specs[found->point], found->cost, found->quality };
    const auto& baseline = sides[whole.baseline];
    const auto& reference = row.sides[whole.baseline].point;
    const auto& trace = baseline.evaluator.trace();
    if (!reference || trace.labels().empty())
        return;
    const auto outcome = policy::replay(trace, reference->spec);
    for (std::size_t i = 0; i < sides.size(); ++i)
        if (i != whole.baseline && whole.problems[i].empty() && row.sides[i].point)
            row.sides[i].test
                = mcNemar(trace, policy::replay(sides[i].evaluator.trace(), row.sides[i].point->spec), outcome);
}

BudgetRow rowAt(BudgetRow::Kind kind, double at, std::span<const ComparedSide> sides, const SideBySide& whole,
    const Fronts& fronts, double level)
{
    const FrontFigure figure = [kind, at](const Front& front) { return figureOf(front, kind, at); };
    BudgetRow row { kind, at, std::vector<SideFigure>(sides.size()) };
    for (std::size_t i = 0; i < sides.size(); ++i) {
        if (!fronts[i])
            continue;
        row.sides[i].estimate = estimateOn(*fronts[i], figure);
        if (i != whole.baseline && whole.problems[i].empty())
            row.sides[i].toBaseline = differenceOn(*fronts[i], *fronts[whole.baseline], figure);
    }
    markBest(row, whole, fronts, figure, level);
    if (kind == BudgetRow::Kind::AtCost)
        choosePoints(row, sides, whole, fronts);
    return row;
}

} // namespace

std::optional<SideBySide> sideBySide(std::span<const ComparedSide> sides, std::size_t baseline,
    const ComparisonOptions& options, const JobContext& job)
{
    requireBudgets(options);
    if (baseline >= sides.size())
        throw InputError(std::string("there is no such side to compare with"), "name one of the sides");
    SideBySide result;
    result.baseline = baseline;
    result.problems.resize(sides.size());
    Fronts fronts(sides.size());
    if (!findFronts(sides, options, job, result, fronts))
        return std::nullopt;
    const double level = 1 - options.bootstrap.confidence;
    const auto add = [&](BudgetRow::Kind kind, const std::vector<double>& budgets) {
        for (const double at : budgets)
            if (job.proceed())
                result.rows.push_back(rowAt(kind, at, sides, result, fronts, level));
    };
    add(BudgetRow::Kind::AtCost, options.speedups);
    add(BudgetRow::Kind::AtQuality, options.qualities);
    if (result.rows.size() < options.speedups.size() + options.qualities.size())
        return std::nullopt;
    return result;
}

} // namespace exitscope::evidence
