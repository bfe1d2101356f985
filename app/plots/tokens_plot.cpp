#include "app/plots/tokens_plot.h"

#include "app/plots/sentences_plot.h"
#include "app/views/trace_rows.h"
#include "core/error.h"
#include "core/policy/policy.h"

#include <algorithm>
#include <numeric>

namespace exitscope::app {

namespace {

using Keys = std::vector<std::int64_t>; ///< [U], the smallest comes first

/// Where the units leave and what they answer there.
UnitOutcomes outcomesAt(const trace::Trace& trace, const std::string& at)
{
    const auto exits = static_cast<std::size_t>(trace.exits());
    UnitOutcomes outcomes;
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
        return differing(outcomes, outcomesAt(trace, {}).answers);
    if (order == "longest") {
        for (std::size_t unit = 0; unit < keys.size(); ++unit)
            keys[unit] = -source.item(static_cast<int>(unit)).text.size();
        return keys;
    }
    if (order != "dataset")
        throw InputError("there is no order \"" + order + "\"", "use dataset, hardest, easiest, wrong, disagreements or longest");
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

} // namespace

widgets::PlotModel sentencesOfTrace(
    std::shared_ptr<const trace::Trace> trace, const TokensRequest& request, const std::string& at)
{
    TraceRows source(trace);
    auto outcomes = std::make_shared<UnitOutcomes>(outcomesAt(*trace, at));
    const Keys keys = keysOf(request.order, *trace, *outcomes, source);
    source.setOutcomes(std::move(outcomes));
    return sentencesPlot(source, rowsOf(request, *trace, keys));
}

} // namespace exitscope::app
