#include "core/trace/trace_checks.h"

#include "core/error.h"
#include "core/trace/trace_layout.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace exitscope::trace {

namespace {

/// What rounding may put beyond the ends of a score's range.
constexpr float slack = 1e-3F;

[[noreturn]] void fail(
    const Trace& trace, const char* tensor, const std::string& problem, const std::string& remedy = {})
{
    throw InputError(trace.path(), "tensor \"" + std::string(tensor) + "\": " + problem, remedy);
}

std::string placeOf(const Trace& trace, std::int64_t index, std::int64_t perExit = 1)
{
    const std::int64_t row = index / perExit;
    return " at unit " + std::to_string(row / trace.exits()) + ", exit " + std::to_string(row % trace.exits() + 1);
}

void checkSize(const Trace& trace, const char* tensor, std::int64_t size, std::int64_t expected, bool isNeeded = false)
{
    if (size == expected || (size == 0 && !isNeeded))
        return;
    if (size == 0)
        fail(trace, tensor, "is missing", "a trace without logits needs prediction, entropy, confidence and margin");
    fail(trace, tensor, "has " + std::to_string(size) + " values, should have " + std::to_string(expected));
}

/// NaN, where an exit has no distribution, or a number of [least, most].
void checkScores(const Trace& trace, const char* tensor, std::span<const float> values, float least, float most)
{
    const auto bad = std::find_if(values.begin(), values.end(),
        [=](float value) { return !std::isnan(value) && !(value >= least - slack && value <= most + slack); });
    if (bad != values.end())
        fail(trace, tensor, "is " + std::to_string(*bad) + placeOf(trace, bad - values.begin()),
            "write what softmax of the exit's logits gives, or NaN where it gives nothing");
}

void checkIds(const Trace& trace, const char* tensor, std::span<const std::int32_t> ids, std::int64_t perExit = 1)
{
    const auto bad = std::find_if(
        ids.begin(), ids.end(), [&](std::int32_t id) { return id < 0 || id >= trace.classes(); });
    if (bad != ids.end())
        fail(trace, tensor, "is " + std::to_string(*bad) + placeOf(trace, bad - ids.begin(), perExit),
            "use 0 to " + std::to_string(trace.classes() - 1));
}

void checkRanks(const Trace& trace, const char* tensor, std::span<const std::int32_t> ranks, bool ofLabels)
{
    for (std::size_t i = 0; i < ranks.size(); ++i) {
        const bool means = !ofLabels || trace.labels()[i / static_cast<std::size_t>(trace.exits())] >= 0;
        if (means && (ranks[i] < 1 || ranks[i] > trace.classes()))
            fail(trace, tensor, "is " + std::to_string(ranks[i]) + placeOf(trace, static_cast<std::int64_t>(i)),
                "ranks count from 1, the likeliest, to the number of classes");
    }
}

void checkTop(const Trace& trace, std::int64_t perExit)
{
    const std::int64_t count = trace.topCount();
    if (trace.topIds().empty() && trace.topLogits().empty())
        return;
    if (std::ssize(trace.topIds()) != perExit * count || count > trace.classes()
        || trace.topLogits().size() != trace.topIds().size())
        fail(trace, tensor::topIds, "and \"top_logits\" are not both units × exits × the same number of classes");
    checkIds(trace, tensor::topIds, trace.topIds(), count);
    const auto logits = trace.topLogits();
    for (std::size_t i = 1; i < logits.size(); ++i)
        if (i % static_cast<std::size_t>(count) != 0 && logits[i] > logits[i - 1])
            fail(trace, tensor::topLogits, "rises" + placeOf(trace, static_cast<std::int64_t>(i), count),
                "write the likeliest classes first");
}

} // namespace

void checkExits(const Trace& trace)
{
    const std::int64_t perExit = trace.units() * trace.exits();
    if (trace.isCompact()) {
        checkSize(trace, tensor::prediction, std::ssize(trace.prediction()), perExit, true);
        checkSize(trace, tensor::entropy, std::ssize(trace.entropy()), perExit, true);
        checkSize(trace, tensor::confidence, std::ssize(trace.confidence()), perExit, true);
        checkSize(trace, tensor::margin, std::ssize(trace.margin()), perExit, true);
        checkIds(trace, tensor::prediction, trace.prediction());
        checkScores(trace, tensor::entropy, trace.entropy(), 0, std::log(static_cast<float>(trace.classes())));
        checkScores(trace, tensor::confidence, trace.confidence(), 0, 1);
        checkScores(trace, tensor::margin, trace.margin(), 0, 1);
    }
    for (const auto& [name, size] : { std::pair(tensor::goldLogProb, trace.goldLogProb().size()),
             std::pair(tensor::goldRank, trace.goldRank().size()) }) {
        checkSize(trace, name, static_cast<std::int64_t>(size), perExit);
        if (size > 0 && trace.labels().empty())
            fail(trace, name, "speaks of labels, and there are none", "write labels I64 [units] too");
    }
    checkSize(trace, tensor::finalRank, std::ssize(trace.finalRank()), perExit);
    constexpr float lowest = -3e38F; // of ln p: any number, but no infinity
    checkScores(trace, tensor::goldLogProb, trace.goldLogProb(), lowest, 0);
    checkRanks(trace, tensor::goldRank, trace.goldRank(), true);
    checkRanks(trace, tensor::finalRank, trace.finalRank(), false);
    checkTop(trace, perExit);
}

void checkUnits(const Trace& trace)
{
    checkSize(trace, tensor::takenLayer, std::ssize(trace.takenLayer()), trace.units());
    const auto layers = trace.exitLayer();
    const auto taken = trace.takenLayer();
    const auto stray = std::find_if(taken.begin(), taken.end(),
        [&](std::int32_t layer) { return !std::binary_search(layers.begin(), layers.end(), layer); });
    if (stray != taken.end())
        fail(trace, tensor::takenLayer,
            "is " + std::to_string(*stray) + " at unit " + std::to_string(stray - taken.begin()) + ", where no exit is",
            "write the layer of an exit for each unit");
    checkSize(trace, tensor::unitText, std::ssize(trace.unitText()), 2 * trace.units());
    const auto bounds = trace.unitText();
    for (std::size_t i = 0; i + 1 < bounds.size(); i += 2)
        if (bounds[i] < 0 || bounds[i] > bounds[i + 1] || bounds[i + 1] > std::ssize(trace.textBytes()))
            fail(trace, tensor::unitText,
                "does not lie within the " + std::to_string(trace.textBytes().size()) + " bytes of text at unit "
                    + std::to_string(i / 2));
}

} // namespace exitscope::trace
