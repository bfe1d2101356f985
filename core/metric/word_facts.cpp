#include "core/metric/word_facts.h"

#include "core/metric/gold_scores.h"
#include "core/policy/policy.h"

#include <algorithm>
#include <limits>

namespace exitscope::metric {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// Calls visit(unit, classes of its exits) for every unit.
template <typename Visit> void visitUnits(const trace::Trace& trace, const Visit& visit)
{
    constexpr std::int64_t block = 256;
    const auto exits = static_cast<std::size_t>(trace.exits());
    std::vector<std::int32_t> classes(static_cast<std::size_t>(block) * exits);
    for (std::int64_t first = 0; first < trace.units(); first += block) {
        const auto last = std::min(first + block, trace.units());
        policy::predictClasses(trace, first, last, std::span(classes).first(static_cast<std::size_t>(last - first) * exits));
        for (std::int64_t unit = first; unit < last; ++unit)
            visit(unit, &classes[static_cast<std::size_t>(unit - first) * exits]);
    }
}

std::size_t settledAt(const std::int32_t* classes, std::size_t exits)
{
    std::size_t exit = exits - 1;
    while (exit > 0 && classes[exit - 1] == classes[exits - 1])
        --exit;
    return exit;
}

struct Sums
{
    std::int64_t right = 0, agreeing = 0, settled = 0;
    double goldRank = 0, finalRank = 0;
    LikelihoodSum likelihood;
};

} // namespace

std::vector<ExitWords> exitWords(const trace::Trace& trace)
{
    if (!hasGoldLogProbs(trace))
        return {};
    const auto exits = static_cast<std::size_t>(trace.exits());
    std::vector<Sums> sums(exits);
    std::int64_t words = 0;
    visitUnits(trace, [&](std::int64_t unit, const std::int32_t* classes) {
        const auto label = trace.labels()[static_cast<std::size_t>(unit)];
        if (label < 0)
            return;
        ++words;
        const std::size_t settled = settledAt(classes, exits);
        for (std::size_t exit = 0; exit < exits; ++exit) {
            Sums& sum = sums[exit];
            const std::size_t at = static_cast<std::size_t>(unit) * exits + exit;
            sum.right += classes[exit] == label ? 1 : 0;
            sum.agreeing += classes[exit] == classes[exits - 1] ? 1 : 0;
            sum.settled += settled <= exit ? 1 : 0;
            sum.likelihood.add(goldLogProb(trace, unit, static_cast<std::int64_t>(exit)));
            sum.goldRank += trace.goldRank().empty() ? unknown : trace.goldRank()[at];
            sum.finalRank += trace.finalRank().empty() ? unknown : trace.finalRank()[at];
        }
    });
    std::vector<ExitWords> facts;
    const auto share = [words](double count) { return words > 0 ? count / static_cast<double>(words) : unknown; };
    for (const Sums& sum : sums)
        facts.push_back({ .accuracy = share(static_cast<double>(sum.right)),
            .agreement = share(static_cast<double>(sum.agreeing)),
            .settled = share(static_cast<double>(sum.settled)),
            .perplexity = sum.likelihood.perplexity(),
            .bitsPerToken = sum.likelihood.bitsPerToken(),
            .meanGoldRank = share(sum.goldRank),
            .meanFinalRank = share(sum.finalRank) });
    return facts;
}

std::vector<std::int32_t> settledExits(const trace::Trace& trace)
{
    std::vector<std::int32_t> settled(trace.isRegression() ? 0 : static_cast<std::size_t>(trace.units()));
    if (!settled.empty())
        visitUnits(trace, [&](std::int64_t unit, const std::int32_t* classes) {
            settled[static_cast<std::size_t>(unit)]
                = static_cast<std::int32_t>(settledAt(classes, static_cast<std::size_t>(trace.exits())));
        });
    return settled;
}

} // namespace exitscope::metric
