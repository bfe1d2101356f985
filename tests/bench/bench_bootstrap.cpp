#include "bench.h"
#include "memory.h"
#include "numbers.h"
#include "stopwatch.h"
#include "synthetic_trace.h"

#include "core/evidence/point_intervals.h"
#include "core/evidence/random.h"
#include "core/policy/parameters.h"

#include <cstdint>
#include <vector>

namespace exitscope::bench {

namespace {

constexpr std::int64_t units = 10'000;

/// Every distinct outcome of the rule.
std::vector<policy::PolicySpec> curve(const trace::Trace& trace)
{
    const auto moves = policy::ExitMoves::collect({ "entropy", {} }, trace).value();
    std::vector<policy::PolicySpec> specs;
    for (std::size_t at = 0; at < moves.moves().size();) {
        at = moves.endOfTie(at);
        specs.push_back({ "entropy", { { "threshold", policy::realText(moves.thresholdAfter(at)) } } });
    }
    return specs;
}

/// `count` of them, evenly spaced.
std::vector<policy::PolicySpec> thinned(const std::vector<policy::PolicySpec>& specs, std::size_t count)
{
    std::vector<policy::PolicySpec> some;
    for (std::size_t i = 0; i < count; ++i)
        some.push_back(specs[i * (specs.size() - 1) / (count - 1)]);
    return some;
}

double intervals(const sweep::Evaluator& evaluator, const std::vector<policy::PolicySpec>& specs, int draws)
{
    evidence::OutcomePath path(evaluator, specs);
    evidence::Resampling resampling(units, { draws, 0.95, 1 });
    return evidence::pointIntervals(path, resampling)->back().back().second.high;
}

/// As it is written first: for each draw the drawn examples one by one, for every point.
double naive(const sweep::Evaluator& evaluator, const std::vector<policy::PolicySpec>& specs, int draws)
{
    const auto& trace = evaluator.trace();
    std::vector<policy::Outcome> outcomes;
    for (const auto& spec : specs)
        outcomes.push_back(policy::replay(trace, spec));
    double sum = 0;
    std::vector<std::uint32_t> drawn(static_cast<std::size_t>(units));
    for (int draw = 0; draw < draws; ++draw) {
        evidence::Random random(1, static_cast<std::uint64_t>(draw));
        for (auto& example : drawn)
            example = random.below(static_cast<std::uint32_t>(units));
        for (const auto& outcome : outcomes) {
            std::int64_t layers = 0, correct = 0;
            double flops = 0;
            for (const auto unit : drawn) {
                const auto exit = outcome.exit[unit];
                layers += trace.exitLayer()[static_cast<std::size_t>(exit)];
                flops += evaluator.cost().unit(unit, exit, exit + 1);
                correct += outcome.predictedClass[unit] == trace.labels()[unit] ? 1 : 0;
            }
            sum += static_cast<double>(layers + correct) + flops;
        }
    }
    return sum;
}

std::vector<Figure> run()
{
    const sweep::Evaluator evaluator(syntheticTrace(units, 12));
    const auto all = curve(evaluator.trace());
    const auto some = thinned(all, 100);
    constexpr int few = 50; // draws: the naive loop takes its time
    const auto curveTimes = paired(Clock::Thread,
        { [&] { keep(intervals(evaluator, all, 1000)); }, [&] { keep(intervals(evaluator, some, 1000)); } });
    const auto duel = paired(Clock::Thread,
        { [&] { keep(intervals(evaluator, some, few)); }, [&] { keep(naive(evaluator, some, few)); } });
    const double memory = peakMegabytes([&] { keep(intervals(evaluator, all, 1000)); });
    return {
        atMost("band of the exact curve, 1,000 draws", median(curveTimes[0]) / 1000, "s", 1),
        forInformation("points of the curve", static_cast<double>(all.size()), "points"),
        forInformation("band of 100 thresholds, 1,000 draws", median(curveTimes[1]) / 1000, "s"),
        forInformation("draw by draw / all at once, 100 thresholds, 50 draws", medianRatio(duel[1], duel[0]), "x"),
        forInformation("memory beyond the trace", memory, "MB"),
    };
}

const Registration registration { { "bootstrap",
    "intervals of accuracy, layers and FLOPs at 10,000 x 12 x 2 classes against a loop over draws; processor time",
    run } };

} // namespace

} // namespace exitscope::bench
