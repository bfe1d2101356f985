#pragma once

#include "core/evidence/random.h"
#include "core/metric/metrics.h"
#include "core/sweep/evaluate.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <vector>

namespace exitscope::test {

/// Examples of one draw, as a bootstrap is written without any cleverness.
inline std::vector<std::int64_t> drawnExamples(std::int64_t examples, std::uint64_t seed, std::uint64_t draw)
{
    evidence::Random random(seed, draw);
    std::vector<std::int64_t> drawn;
    for (std::int64_t i = 0; i < examples; ++i)
        drawn.push_back(random.below(static_cast<std::uint32_t>(examples)));
    return drawn;
}

/// `trace` with exactly these examples, repeated ones repeated, all their units with them.
inline std::shared_ptr<const trace::Trace> resampled(
    const trace::Trace& trace, const std::vector<std::int64_t>& examples)
{
    trace::Trace::Arrays a;
    a.exitLayer.assign(trace.exitLayer().begin(), trace.exitLayer().end());
    for (std::size_t i = 0; i < examples.size(); ++i) {
        const auto example = static_cast<std::size_t>(examples[i]);
        const auto exits = static_cast<std::size_t>(trace.exits());
        if (!trace.length().empty())
            a.length.push_back(trace.length()[example]);
        if (!trace.layerFlops().empty()) {
            const auto row = trace.layerFlops().subspan(example * exits, exits);
            a.layerFlops.insert(a.layerFlops.end(), row.begin(), row.end());
        }
        for (std::int64_t unit = 0; unit < trace.units(); ++unit) {
            if (trace.exampleOf(unit) != examples[i])
                continue;
            const auto u = static_cast<std::size_t>(unit);
            if (!trace.example().empty())
                a.example.push_back(static_cast<std::int64_t>(i));
            for (std::int64_t exit = 0; exit < trace.exits(); ++exit)
                for (const float value : trace.logits(unit, exit))
                    a.logits.push_back(value);
            if (!trace.labels().empty())
                a.labels.push_back(trace.labels()[u]);
            if (!trace.targets().empty())
                a.targets.push_back(trace.targets()[u]);
        }
    }
    return trace::Trace::fromArrays(std::move(a), trace.classes(), trace.info());
}

/// The points of `specs` in one draw, replayed on a trace made for it.
inline std::vector<sweep::Point> naivePoints(const trace::Trace& trace, const std::vector<policy::PolicySpec>& specs,
    std::uint64_t seed, std::uint64_t draw)
{
    const sweep::Evaluator evaluator(resampled(trace, drawnExamples(trace.examples(), seed, draw)));
    std::vector<sweep::Point> points;
    for (const auto& spec : specs)
        points.push_back(evaluator.evaluate(spec));
    return points;
}

} // namespace exitscope::test
