#include "core/engine/compress/pruning_schedule.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace exitscope::engine {

std::int64_t pruningCount(const SlimWidths& original, const SlimWidths& target)
{
    return std::max<std::int64_t>(1, original.heads - target.heads);
}

double linearWidth(std::int64_t from, std::int64_t to, std::int64_t k, std::int64_t count)
{
    return static_cast<double>(from) - static_cast<double>((from - to) * k) / static_cast<double>(count);
}

SlimWidths widthsAfter(std::int64_t k, const SlimWidths& original, const SlimWidths& target)
{
    const std::int64_t count = pruningCount(original, target);
    assert(k >= 0 && k <= count);
    if (k == count)
        return target;
    const auto cut = [&](std::int64_t from, std::int64_t to) { return static_cast<std::int64_t>(linearWidth(from, to, k, count)); };
    const bool isWhole = target.rank == 0 || k == 0;
    return { original.heads - k, cut(original.feedForward, target.feedForward), isWhole ? 0 : cut(original.rank, target.rank) };
}

std::int64_t intervalSteps(double epochs, std::int64_t stepsPerEpoch)
{
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(epochs * static_cast<double>(stepsPerEpoch)));
}

double restartedRate(double rate, double restore, std::int64_t k)
{
    return rate * std::pow(1 + restore, static_cast<double>(k));
}

double restartWarmup(std::int64_t interval)
{
    const auto tenth = static_cast<std::int64_t>(0.1 * static_cast<double>(interval));
    return std::min(1.0, static_cast<double>(std::max<std::int64_t>(10, tenth)) / static_cast<double>(interval));
}

} // namespace exitscope::engine
