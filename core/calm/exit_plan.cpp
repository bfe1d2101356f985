#include "core/calm/exit_plan.h"

#include <algorithm>
#include <cassert>

namespace exitscope::calm {

std::int64_t ExitPlan::decisionsUpTo(std::int64_t exit) const
{
    const std::int64_t last = std::min(exit, layers - 1);
    return last < first ? 0 : (last - first) / interval + 1;
}

std::int64_t oracleExit(std::span<const std::int32_t> words, const ExitPlan& plan)
{
    assert(static_cast<std::int64_t>(words.size()) == plan.layers && plan.layers >= 1);
    for (std::int64_t layer = 1; layer < plan.layers; ++layer)
        if (plan.decidesAfter(layer) && words[static_cast<std::size_t>(layer - 1)] == words.back())
            return layer;
    return plan.layers;
}

std::int64_t saturationLayer(std::span<const std::int32_t> words)
{
    assert(!words.empty());
    auto layer = words.size();
    while (layer > 1 && words[layer - 2] == words.back())
        --layer;
    return static_cast<std::int64_t>(layer);
}

} // namespace exitscope::calm
