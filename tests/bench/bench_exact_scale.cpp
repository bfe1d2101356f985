#include "bench.h"
#include "memory.h"
#include "numbers.h"
#include "stopwatch.h"
#include "synthetic_trace.h"

#include "core/policy/exact_front.h"

#include <cstdint>
#include <vector>

namespace exitscope::bench {

namespace {

const policy::PolicySpec entropy { "entropy", {} };

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
    const auto trace = syntheticTrace(1'000'000, 24);
    const auto costs = policy::exitCosts(cost::CostModel(*trace), entropy, *trace);
    std::size_t points = 0;
    const double curveMemory = peakMegabytes([&] { points = policy::exactCurve(entropy, *trace)->size(); });
    std::size_t front = 0;
    const double memory = peakMegabytes([&] { front = policy::exactFront(entropy, *trace)->size(); });
    const auto times = paired(Clock::Thread,
        { [&] { keep(static_cast<double>(policy::exactFront(entropy, *trace)->size())); },
            [&] { keep(static_cast<double>(policy::exactFront(entropy, *trace, costs)->size())); },
            [&] { keep(static_cast<double>(policy::exactCurve(entropy, *trace)->size())); },
            [&] { keep(static_cast<double>(policy::ExitMoves::collect(entropy, *trace)->moves().size())); },
            [&] { keep(readTrace(*trace)); } });
    return {
        atMost("exact front, in reads of the trace", medianRatio(times[0], times[4]), "reads", 30),
        forInformation("all points, in reads of the trace", medianRatio(times[2], times[4]), "reads"),
        forInformation("memory beyond the trace, front", memory, "MB"),
        forInformation("memory beyond the trace, all points", curveMemory, "MB"),
        forInformation("exact front", median(times[0]), "ms"),
        forInformation("exact front by FLOPs", median(times[1]), "ms"),
        forInformation("all points", median(times[2]), "ms"),
        forInformation("of each, scores, records and sort", median(times[3]), "ms"),
        forInformation("one read of the trace", median(times[4]), "ms"),
        forInformation("points in all", static_cast<double>(points), "points"),
        forInformation("of them on the front", static_cast<double>(front), "points"),
    };
}

const Registration registration { { "exact-scale",
    "the Pareto front of all thresholds of entropy, and every operating point, at 1,000,000 x 24 x 2 "
    "classes; scores included; processor time",
    run } };

} // namespace

} // namespace exitscope::bench
