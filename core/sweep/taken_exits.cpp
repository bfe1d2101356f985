#include "core/sweep/taken_exits.h"

#include <algorithm>

namespace exitscope::sweep {

namespace {

/// Rules of generating models that a trace knows under the same name, without what changes along a text.
policy::PolicySpec nearestSpec(const std::string& rule, const trace::Trace& trace)
{
    const std::string name = rule.substr(0, rule.find(':'));
    for (const auto* type : policy::allPolicies())
        if (type->info.name == name && type->rule)
            return { name, {} };
    return { "fixed", { { "layer", std::to_string(trace.exitLayer().back()) } } };
}

} // namespace

std::optional<TakenExits> takenExits(const trace::Trace& trace)
{
    if (trace.takenLayer().empty() || trace.isRegression())
        return std::nullopt;
    TakenExits taken;
    for (const auto& [key, value] : trace.info().extra)
        if (key == "rule")
            taken.rule = value;
    taken.spec = nearestSpec(taken.rule, trace);
    const auto layers = trace.exitLayer();
    std::vector<std::int32_t> said(layers.size());
    for (std::int64_t unit = 0; unit < trace.units(); ++unit) {
        const auto u = static_cast<std::size_t>(unit);
        const auto exit = std::ranges::lower_bound(layers, trace.takenLayer()[u]) - layers.begin();
        taken.outcome.exit.push_back(static_cast<std::int32_t>(exit));
        if (!trace.labels().empty() && trace.labels()[u] >= 0) {
            taken.outcome.predictedClass.push_back(static_cast<std::int32_t>(trace.labels()[u]));
            continue;
        }
        policy::predictClasses(trace, unit, unit + 1, said);
        taken.outcome.predictedClass.push_back(said[static_cast<std::size_t>(exit)]);
    }
    return taken;
}

} // namespace exitscope::sweep
