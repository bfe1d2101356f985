#include "core/optimise/optimise.h"

#include "core/error.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <numeric>

namespace exitscope::optimise {

namespace {

std::string numberText(double value, int decimals = -1)
{
    std::array<char, 64> text {};
    const auto end = decimals < 0
        ? std::to_chars(text.data(), text.data() + text.size(), value).ptr
        : std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, decimals)
              .ptr;
    return { text.data(), end };
}

void check(const Plan& plan)
{
    const auto& trace = *plan.trace;
    if (!policy::policyNamed(plan.rule.name).scores)
        throw InputError("policy \"" + plan.rule.name + "\" has no threshold to choose",
            "name one that has, such as entropy");
    if (!trace.hasLabels())
        throw InputError(trace.path(), "has no labels, and thresholds are chosen by what is right",
            "trace a labelled dataset");
    for (const auto& budget : plan.budgets) {
        if (budget.axis == CostAxis::Layers && !(budget.value >= 1 && std::isfinite(budget.value)))
            throw InputError(
                "a speed-up of " + numberText(budget.value) + " is no budget", "use a number of 1 or more");
        if (budget.axis == CostAxis::Flops && !(budget.value > 0 && budget.value <= 1))
            throw InputError("a share of " + numberText(budget.value) + " of the FLOPs is no budget",
                "use a number above 0 and at most 1");
    }
}

/// One half, ready to be measured.
struct Half
{
    Half(
        const trace::Trace& whole, std::span<const std::int64_t> examples, const char* name, const Plan& plan)
        : evaluator(trace::subset(whole, examples), plan.cost)
    {
        if (const auto units = evaluator.trace().units(); units < leastUnits)
            throw InputError(whole.path(),
                "leaves " + std::to_string(units) + " units for " + name + ", too few to say anything",
                "use more examples or another share: each half needs " + std::to_string(leastUnits));
    }

    sweep::Evaluator evaluator;
};

class Optimiser
{
public:
    explicit Optimiser(const Plan& plan)
        : m_plan(plan)
        , m_split(trace::splitExamples(*plan.trace, plan.split))
        , m_calibration(*plan.trace, m_split.calibration, "calibration", plan)
        , m_test(*plan.trace, m_split.test, "the test", plan)
    { }

    /// Tight budgets first, so that what they find is a start for the others.
    std::optional<Result> run(const JobContext& job)
    {
        Result result;
        result.metric = metric::nameOf(m_test.evaluator.metrics().front());
        result.calibrationUnits = m_calibration.evaluator.trace().units();
        result.testUnits = m_test.evaluator.trace().units();
        result.budgets.resize(m_plan.budgets.size());
        std::vector<std::size_t> places(m_plan.budgets.size());
        std::iota(places.begin(), places.end(), std::size_t { 0 });
        std::stable_sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
            return mostCost(m_plan.budgets[a]) < mostCost(m_plan.budgets[b]);
        });
        for (const auto& budget : m_plan.budgets)
            requirePossible(budget);
        std::int64_t done = 0;
        for (const std::size_t place : places) {
            job.tell({ done++, std::ssize(places), "budgets", nameOf(m_plan.budgets[place]) });
            auto found = resultFor(m_plan.budgets[place], job);
            if (!found)
                return std::nullopt;
            result.budgets[place] = std::move(*found);
        }
        job.tell({ done, done, "budgets", {} });
        return result;
    }

private:
    struct Axis
    {
        std::unique_ptr<ThresholdSearch> search;
        References references; ///< on the test half
    };

    double fullCost(CostAxis axis) const
    {
        const auto blank = m_calibration.evaluator.blankPoint(m_plan.rule);
        return axis == CostAxis::Flops ? blank.flopsFull
                                       : static_cast<double>(blank.units) * static_cast<double>(blank.layers);
    }
    /// Sum over the calibration half, in layers or FLOPs.
    double mostCost(const Budget& budget) const
    {
        return fullCost(budget.axis) * (budget.axis == CostAxis::Flops ? budget.value : 1 / budget.value);
    }

    Axis& axisOf(CostAxis kind)
    {
        auto& axis = m_axes[kind];
        if (axis.search)
            return axis;
        const auto& evaluator = m_calibration.evaluator;
        const auto& trace = evaluator.trace();
        const std::vector<double> layers(trace.exitLayer().begin(), trace.exitLayer().end());
        axis.search = std::make_unique<ThresholdSearch>(m_plan.rule, evaluator.sharedTrace(),
            kind == CostAxis::Flops ? policy::exitCosts(evaluator.cost(), m_plan.rule, trace)
                                    : policy::ExitCosts::uniform(layers, trace.units()),
            evaluator.metrics().front(), m_plan.search);
        axis.references = references(m_test.evaluator, m_plan.rule, kind);
        return axis;
    }

    void requirePossible(const Budget& budget)
    {
        const double least = axisOf(budget.axis).search->leastCost();
        if (mostCost(budget) >= least)
            return;
        const double full = fullCost(budget.axis);
        const bool isFlops = budget.axis == CostAxis::Flops;
        // Rounded to what can be had, not beyond.
        const double reachable
            = isFlops ? std::ceil(least / full * 1000) / 1000 : std::floor(full / least * 100) / 100;
        throw InputError("no threshold of \"" + m_plan.rule.text() + "\" reaches " + nameOf(budget)
                + " on the calibration half",
            isFlops ? "the smallest share that can be had is " + numberText(reachable, 3)
                    : "the largest speed-up that can be had is " + numberText(reachable, 2));
    }

    std::optional<BudgetResult> resultFor(const Budget& budget, const JobContext& job)
    {
        auto& axis = axisOf(budget.axis);
        const auto found = axis.search->find(mostCost(budget), job);
        if (!found)
            return std::nullopt;
        BudgetResult result;
        result.budget = budget;
        result.single = measure(found->single.spec, budget.axis, axis.references);
        result.vector = measure(found->vector.spec, budget.axis, axis.references);
        const double cost = budget.axis == CostAxis::Flops
            ? budget.value
            : static_cast<double>(result.single.test.layers) / budget.value;
        result.fixed = qualityAt(axis.references.fixed, cost);
        result.oracleCorrect = qualityAt(axis.references.oracleCorrect, cost);
        result.oracleAgree = qualityAt(axis.references.oracleAgree, cost);
        return result;
    }

    Measured measure(const policy::PolicySpec& spec, CostAxis axis, const References& references) const
    {
        Measured measured { m_calibration.evaluator.evaluate(spec), m_test.evaluator.evaluate(spec), {}, {} };
        const metric::CostQuality point { costOf(measured.test, axis), measured.test.metrics.front().second };
        measured.ofCorrect = headroomTaken(point, references.fixed, references.oracleCorrect);
        measured.ofAgree = headroomTaken(point, references.fixed, references.oracleAgree);
        return measured;
    }

    const Plan& m_plan;
    trace::Split m_split;
    Half m_calibration, m_test;
    std::map<CostAxis, Axis> m_axes;
};

} // namespace

std::string nameOf(const Budget& budget)
{
    return (budget.axis == CostAxis::Flops ? "FLOPs " : "speed-up ") + numberText(budget.value);
}

std::optional<Result> optimise(const Plan& plan, const JobContext& job)
{
    check(plan);
    return Optimiser(plan).run(job);
}

} // namespace exitscope::optimise
