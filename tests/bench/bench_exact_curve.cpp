#include "bench.h"
#include "memory.h"
#include "numbers.h"
#include "stopwatch.h"
#include "synthetic_trace.h"

#include "core/policy/exact_curve.h"

#include <cstdint>
#include <vector>

namespace exitscope::bench {

namespace {

const policy::PolicySpec entropy { "entropy", {} };

/// What the exact curve is measured against: scores and classes once, then every unit walked for every threshold.
double scanThresholds(const trace::Trace& trace, int thresholds)
{
    const auto exits = static_cast<std::size_t>(trace.exits());
    const auto units = static_cast<std::size_t>(trace.units());
    std::vector<float> scores(units * exits);
    std::vector<std::int32_t> classes(scores.size());
    policy::policyNamed("entropy").rule(entropy, trace)->score(
        policy::viewOf(trace, 0, trace.units()), scores, classes);
    std::int64_t layers = 0, correct = 0;
    for (int i = 0; i < thresholds; ++i) {
        const float threshold = 0.69315F * static_cast<float>(i) / static_cast<float>(thresholds - 1);
        for (std::size_t unit = 0; unit < units; ++unit) {
            const float* row = &scores[unit * exits];
            std::size_t exit = 0;
            while (exit + 1 < exits && !(row[exit] < threshold))
                ++exit;
            layers += trace.exitLayer()[exit];
            correct += classes[unit * exits + exit] == trace.labels()[unit] ? 1 : 0;
        }
    }
    return static_cast<double>(layers + correct);
}

/// One pass over the logits' bytes.
double readTrace(const trace::Trace& trace)
{
    const auto logits = trace.logits();
    const auto* words = reinterpret_cast<const std::uint32_t*>(logits.data());
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < logits.size(); ++i)
        sum += words[i];
    return sum;
}

std::vector<Figure> run()
{
    const auto trace = syntheticTrace(100'000, 12);
    const auto costs = policy::exitCosts(cost::CostModel(*trace), entropy, *trace);
    const auto points = policy::exactCurve(entropy, *trace)->size();
    const double memory
        = peakMegabytes([&] { keep(policy::exactCurve(entropy, *trace, costs)->cost.back()); });
    const auto times = paired(Clock::Thread,
        { [&] { keep(static_cast<double>(policy::exactCurve(entropy, *trace)->size())); },
            [&] { keep(policy::exactCurve(entropy, *trace, costs)->cost.back()); },
            [&] { keep(static_cast<double>(policy::ExitMoves::collect(entropy, *trace)->moves().size())); },
            [&] { keep(scanThresholds(*trace, 1000)); },
            [&] { keep(readTrace(*trace)); } });
    return {
        atLeast("scan of 1,000 thresholds / exact curve", medianRatio(times[3], times[0]), "x", 50),
        atMost("exact curve, in reads of the trace", medianRatio(times[0], times[4]), "reads", 30),
        atMost("memory beyond the trace, curve included", memory, "MB", 64),
        forInformation("exact curve", median(times[0]), "ms"),
        forInformation("exact curve with FLOPs", median(times[1]), "ms"),
        forInformation("of it, scores, records and sort", median(times[2]), "ms"),
        forInformation("scan of 1,000 thresholds", median(times[3]), "ms"),
        forInformation("one read of the trace", median(times[4]), "ms"),
        forInformation("points of the curve", static_cast<double>(points), "points"),
    };
}

const Registration registration { { "exact-curve",
    "every operating point of entropy at 100,000 x 12 x 2 classes against a scalar scan; scores included in both; "
    "processor time",
    run } };

} // namespace

} // namespace exitscope::bench
