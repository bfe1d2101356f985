#pragma once

#include "core/policy/policy.h"
#include "core/policy/score_rule.h"

#include <algorithm>

namespace exitscope::policy {

/// Replays a rule that looks at one unit at a time: choose(unit, classes) gives its exit (0-based), where `classes`
/// are the classes of its exits (null for regression).
template <typename Choose>
Outcome walkUnits(const trace::Trace& trace, std::int64_t first, std::int64_t last, const Choose& choose)
{
    const auto exits = static_cast<std::size_t>(trace.exits());
    auto outcome = emptyOutcome(trace, static_cast<std::size_t>(last - first));
    std::vector<std::int32_t> block(trace.isRegression() ? 0 : static_cast<std::size_t>(blockUnits) * exits);
    for (std::int64_t begin = first; begin < last; begin += blockUnits) {
        const auto end = std::min(begin + blockUnits, last);
        if (!block.empty())
            predictClasses(trace, begin, end, std::span(block).first(static_cast<std::size_t>(end - begin) * exits));
        for (std::int64_t unit = begin; unit < end; ++unit) {
            const auto* classes = block.empty() ? nullptr : &block[static_cast<std::size_t>(unit - begin) * exits];
            leaveAt(outcome, trace, unit, static_cast<std::size_t>(unit - first), choose(unit, classes), classes);
        }
    }
    return outcome;
}

} // namespace exitscope::policy
