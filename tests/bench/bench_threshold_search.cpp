#include "bench.h"
#include "memory.h"
#include "numbers.h"
#include "stopwatch.h"
#include "synthetic_trace.h"

#include "core/optimise/threshold_search.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace exitscope::bench {

namespace {

const policy::PolicySpec entropy { "entropy", {} };

/// What one sweep over the exits costs when every threshold of every exit is tried by walking all units:
/// measured on every `stride`-th threshold.
double naiveSweep(const trace::Trace& trace, const policy::ScoreTable& table, std::size_t stride)
{
    const auto units = static_cast<std::size_t>(trace.units());
    const auto exits = static_cast<std::size_t>(trace.exits());
    std::vector<float> thresholds(exits, 0.3F);
    std::int64_t best = 0;
    for (std::size_t line = 0; line + 1 < exits; ++line)
        for (std::size_t place = 0; place < units; place += stride) {
            auto tried = thresholds;
            tried[line] = table.scores[line * units + place];
            std::int64_t correct = 0;
            for (std::size_t unit = 0; unit < units; ++unit) {
                std::size_t exit = 0;
                while (exit + 1 < exits && !(table.scores[exit * units + unit] < tried[exit]))
                    ++exit;
                correct += table.predictions[exit * units + unit] == trace.labels()[unit] ? 1 : 0;
            }
            best = std::max(best, correct);
        }
    return static_cast<double>(best);
}

std::vector<Figure> run()
{
    constexpr std::int64_t units = 10'000;
    constexpr std::size_t stride = 100;
    const auto trace = syntheticTrace(units, 12);
    const std::vector<double> layers(trace->exitLayer().begin(), trace->exitLayer().end());
    const auto costs = policy::ExitCosts::uniform(layers, units);
    const auto table = policy::policyNamed("entropy").scores(entropy, *trace);
    const double budget = 6.0 * static_cast<double>(units);
    const auto search = [&] {
        return optimise::ThresholdSearch(entropy, trace, costs, metric::Metric::Accuracy)
            .find(budget)
            .value();
    };
    const auto found = search();
    const double memory = peakMegabytes([&] { keep(search().vector.quality); });
    const auto times = paired(Clock::Thread,
        { [&] { keep(search().vector.quality); }, [&] { keep(naiveSweep(*trace, table, stride)); } });
    const double naive = medianRatio(times[1], times[0]) * static_cast<double>(stride);
    return {
        atMost("one budget, 10,000 x 12", median(times[0]) / 1000, "s", 10),
        atLeast("one sweep of a naive coordinate search / the whole search", naive, "x", 10),
        forInformation("memory beyond the trace", memory, "MB"),
        forInformation("accuracy at 2x, one threshold", found.single.quality, ""),
        forInformation("accuracy at 2x, one per exit (same examples)", found.vector.quality, ""),
    };
}

const Registration registration { { "threshold-search",
    "the best threshold per exit for half of the layers, entropy at 10,000 x 12 x 2 classes, scores and "
    "sorting included; "
    "against one sweep that walks all units for each threshold (timed on every 100th); processor time",
    run } };

} // namespace

} // namespace exitscope::bench
