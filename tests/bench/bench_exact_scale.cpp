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

std::size_t frontOf(const trace::Trace& trace, const policy::ExitCosts& costs)
{
    const auto curve = policy::exactCurve(entropy, trace, costs).value();
    return curve.accuracyFront().size();
}

std::vector<Figure> run()
{
    const auto trace = syntheticTrace(1'000'000, 24);
    std::size_t points = 0, front = 0;
    const double memory = peakMegabytes([&] {
        const auto curve = policy::exactCurve(entropy, *trace).value();
        points = curve.size();
        front = curve.accuracyFront().size();
    });
    const auto times = paired(Clock::Thread,
        { [&] { keep(static_cast<double>(frontOf(*trace, {}))); },
            [&] { keep(static_cast<double>(policy::exactCurve(entropy, *trace)->size())); },
            [&] { keep(static_cast<double>(policy::ExitMoves::collect(entropy, *trace)->moves().size())); },
            [&] { keep(readTrace(*trace)); } });
    return {
        atMost("exact curve and front, in reads of the trace", medianRatio(times[0], times[3]), "reads", 30),
        forInformation("memory beyond the trace, front included", memory, "MB"),
        forInformation("exact curve and front", median(times[0]), "ms"),
        forInformation("of it, the curve", median(times[1]), "ms"),
        forInformation("of it, scores, records and sort", median(times[2]), "ms"),
        forInformation("one read of the trace", median(times[3]), "ms"),
        forInformation("points of the curve", static_cast<double>(points), "points"),
        forInformation("of them on the front", static_cast<double>(front), "points"),
    };
}

const Registration registration { { "exact-scale",
    "every operating point of entropy and their Pareto front at 1,000,000 x 24 x 2 classes; scores included; processor time",
    run } };

} // namespace

} // namespace exitscope::bench
