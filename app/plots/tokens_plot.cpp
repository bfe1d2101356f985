#include "app/plots/tokens_plot.h"

#include "app/plots/sentences_plot.h"
#include "app/views/trace_paragraphs.h"
#include "app/views/trace_rows.h"
#include "core/error.h"
#include "core/policy/policy.h"
#include "core/sweep/taken_exits.h"

#include <algorithm>
#include <numeric>

namespace exitscope::app {

namespace {

using Keys = std::vector<std::int64_t>; ///< [U], the smallest comes first

enum class Shows { Taken, Full };

/// Where the units leave and what they answer there. Without a policy: as `shows` has it where the trace was executed, else all
/// at full depth.
UnitOutcomes outcomesAt(const trace::Trace& trace, const std::string& at, Shows shows)
{
    const auto exits = static_cast<std::size_t>(trace.exits());
    UnitOutcomes outcomes;
    if (auto taken = at.empty() && shows == Shows::Taken ? sweep::takenExits(trace) : std::nullopt)
        return { std::move(taken->outcome.exit), std::move(taken->outcome.predictedClass) };
    if (at.empty())
        outcomes.exits.assign(static_cast<std::size_t>(trace.units()), static_cast<std::int32_t>(exits - 1));
    else
        outcomes.exits = policy::replay(trace, policy::parseSpec(at)).exit;
    if (trace.isRegression())
        return outcomes;
    std::vector<std::int32_t> classes(outcomes.exits.size() * exits);
    policy::predictClasses(trace, 0, trace.units(), classes);
    for (std::size_t unit = 0; unit < outcomes.exits.size(); ++unit)
        outcomes.answers.push_back(classes[unit * exits + static_cast<std::size_t>(outcomes.exits[unit])]);
    return outcomes;
}

/// 0 for answers that differ from `expected`, so that they come first.
Keys differing(const UnitOutcomes& outcomes, const std::vector<std::int32_t>& expected)
{
    Keys keys(outcomes.exits.size(), 1);
    for (std::size_t unit = 0; unit < outcomes.answers.size() && unit < expected.size(); ++unit)
        keys[unit] = expected[unit] >= 0 && outcomes.answers[unit] != expected[unit] ? 0 : 1;
    return keys;
}

void requireOrder(const std::string& order)
{
    for (const char* known : { "dataset", "hardest", "easiest", "wrong", "disagreements", "longest" })
        if (order == known)
            return;
    throw InputError("there is no order \"" + order + "\"", "use dataset, hardest, easiest, wrong, disagreements or longest");
}

Keys keysOf(const std::string& order, const trace::Trace& trace, const UnitOutcomes& outcomes, const TraceRows& source)
{
    Keys keys(outcomes.exits.begin(), outcomes.exits.end());
    if (order == "easiest")
        return keys;
    if (order == "hardest") {
        for (auto& key : keys)
            key = -key;
        return keys;
    }
    if (order == "wrong")
        return differing(outcomes, std::vector<std::int32_t>(trace.labels().begin(), trace.labels().end()));
    if (order == "disagreements")
        return differing(outcomes, outcomesAt(trace, {}, Shows::Full).answers);
    if (order == "longest") {
        for (std::size_t unit = 0; unit < keys.size(); ++unit)
            keys[unit] = -source.item(static_cast<int>(unit)).text.size();
        return keys;
    }
    requireOrder(order);
    std::fill(keys.begin(), keys.end(), 0);
    return keys;
}

std::vector<int> rowsOf(const TokensRequest& request, const trace::Trace& trace, const Keys& keys)
{
    std::vector<int> rows;
    for (const auto unit : request.units) {
        if (unit < 0 || unit >= trace.units())
            throw InputError("the trace has no unit " + std::to_string(unit),
                "it has " + std::to_string(trace.units()) + ", counted from 0");
        rows.push_back(static_cast<int>(unit));
    }
    if (!rows.empty())
        return rows;
    rows.resize(keys.size());
    std::iota(rows.begin(), rows.end(), 0);
    std::stable_sort(rows.begin(), rows.end(), [&keys](int a, int b) {
        return keys[static_cast<std::size_t>(a)] < keys[static_cast<std::size_t>(b)];
    });
    rows.resize(std::min(rows.size(), static_cast<std::size_t>(request.rows)));
    return rows;
}

/// What an order says of one token; the sum over an example decides, the largest first.
double weightOf(const std::string& order, const trace::Trace& trace, const UnitOutcomes& outcomes,
    const std::vector<std::int32_t>& full, std::size_t unit)
{
    const bool hasAnswer = unit < outcomes.answers.size();
    if (order == "hardest")
        return outcomes.exits[unit];
    if (order == "easiest")
        return -outcomes.exits[unit];
    if (order == "wrong")
        return hasAnswer && unit < trace.labels().size() && trace.labels()[unit] >= 0
            && outcomes.answers[unit] != trace.labels()[unit];
    if (order == "disagreements")
        return hasAnswer && outcomes.answers[unit] != full[unit];
    return order == "longest" ? 1 : 0;
}

/// The asked examples of a trace of tokens, or the first ones in the asked order: hardest and easiest by their tokens' mean
/// exit, the others by how many of their tokens are such.
std::vector<std::int64_t> examplesOf(const TokensRequest& request, const trace::Trace& trace, const UnitOutcomes& outcomes)
{
    if (!request.units.empty())
        throw InputError(std::string("the units of this trace are tokens"), "name its examples with --examples");
    for (const auto example : request.examples)
        if (example < 0 || example >= trace.examples())
            throw InputError("the trace has no example " + std::to_string(example),
                "it has " + std::to_string(trace.examples()) + ", counted from 0");
    if (!request.examples.empty())
        return request.examples;
    requireOrder(request.order);
    const auto examples = static_cast<std::size_t>(trace.examples());
    const auto full = request.order == "disagreements" ? outcomesAt(trace, {}, Shows::Full).answers : std::vector<std::int32_t>();
    std::vector<double> weight(examples), tokens(examples);
    for (std::size_t unit = 0; unit < outcomes.exits.size(); ++unit) {
        const auto example = static_cast<std::size_t>(trace.exampleOf(static_cast<std::int64_t>(unit)));
        weight[example] += weightOf(request.order, trace, outcomes, full, unit);
        tokens[example] += 1;
    }
    if (request.order == "hardest" || request.order == "easiest")
        for (std::size_t example = 0; example < examples; ++example)
            weight[example] /= std::max(1.0, tokens[example]);
    std::vector<std::int64_t> order(examples);
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&weight](std::int64_t a, std::int64_t b) {
        return weight[static_cast<std::size_t>(a)] > weight[static_cast<std::size_t>(b)];
    });
    order.resize(std::min(order.size(), static_cast<std::size_t>(request.rows)));
    return order;
}

/// Their units, in the order of the examples.
std::vector<std::uint32_t> unitsOf(const trace::Trace& trace, const std::vector<std::int64_t>& examples)
{
    std::vector<std::vector<std::uint32_t>> byExample(static_cast<std::size_t>(trace.examples()));
    for (std::int64_t unit = 0; unit < trace.units(); ++unit)
        byExample[static_cast<std::size_t>(trace.exampleOf(unit))].push_back(static_cast<std::uint32_t>(unit));
    std::vector<std::uint32_t> units;
    for (const auto example : examples) {
        const auto& own = byExample[static_cast<std::size_t>(example)];
        units.insert(units.end(), own.begin(), own.end());
    }
    return units;
}

} // namespace

widgets::PlotModel tokensOfTrace(
    std::shared_ptr<const trace::Trace> trace, const TokensRequest& request, const std::string& at)
{
    auto outcomes = std::make_shared<UnitOutcomes>(outcomesAt(*trace, at, Shows::Taken));
    if (isTokenTrace(*trace)) {
        TraceParagraphs source(std::make_shared<const UnitTable>(unitTableOf(trace)));
        source.setUnits(unitsOf(*trace, examplesOf(request, *trace, *outcomes)));
        source.setOutcomes(std::move(outcomes));
        std::vector<int> all(static_cast<std::size_t>(source.paragraphs()));
        std::iota(all.begin(), all.end(), 0);
        return tokensPlot(source, all);
    }
    if (!request.examples.empty())
        throw InputError(std::string("--examples are those of a trace of tokens; each sentence is a unit here"), "give --units");
    TraceRows source(trace);
    const Keys keys = keysOf(request.order, *trace, *outcomes, source);
    source.setOutcomes(std::move(outcomes));
    return sentencesPlot(source, rowsOf(request, *trace, keys));
}

} // namespace exitscope::app
