#include "core/policy/exit_answers.h"
#include "core/policy/parameters.h"
#include "core/policy/policy.h"
#include "core/policy/score_rule.h"

#include <algorithm>

namespace exitscope::policy {

ExitView viewOf(const trace::Trace& trace, std::int64_t first, std::int64_t last)
{
    const auto rows = [&](auto values, std::int64_t width) {
        if (values.empty())
            return values;
        return values.subspan(static_cast<std::size_t>(first * width), static_cast<std::size_t>((last - first) * width));
    };
    return { .units = last - first,
        .firstExit = 0,
        .exits = trace.exits(),
        .classes = trace.classes(),
        .logits = rows(trace.logits(), trace.exits() * trace.classes()),
        .similarity = rows(trace.similarity(), trace.exits()),
        .learned = rows(trace.learned(), trace.exits()),
        .prediction = rows(trace.prediction(), trace.exits()),
        .entropy = rows(trace.entropy(), trace.exits()),
        .confidence = rows(trace.confidence(), trace.exits()),
        .margin = rows(trace.margin(), trace.exits()) };
}

std::vector<std::int32_t> allowedExits(const PolicySpec& spec, std::span<const std::int32_t> layers)
{
    const Parameters parameters(spec, policyNamed(spec.name).info);
    const auto firstLayer = parameters.integer("first_exit", 1);
    const auto every = parameters.integer("exit_every", 1);
    const auto last = static_cast<std::int32_t>(layers.size()) - 1;
    std::vector<std::int32_t> allowed;
    std::int64_t wait = 0;
    for (std::int32_t exit = 0; exit < last; ++exit) {
        if (layers[static_cast<std::size_t>(exit)] < firstLayer)
            continue;
        if (wait-- > 0)
            continue;
        allowed.push_back(exit);
        wait = every - 1;
    }
    allowed.push_back(last);
    return allowed;
}

std::vector<std::int32_t> allowedExits(const PolicySpec& spec, const trace::Trace& trace)
{
    return allowedExits(spec, trace.exitLayer());
}

std::vector<std::int32_t> headsTried(const PolicySpec& spec, const trace::Trace& trace)
{
    std::vector<std::int32_t> tried(static_cast<std::size_t>(trace.exits()), 1);
    if (!policyNamed(spec.name).info.triesEveryHead)
        return tried;
    const auto allowed = allowedExits(spec, trace);
    for (std::size_t k = 0; k < allowed.size(); ++k)
        tried[static_cast<std::size_t>(allowed[k])] = static_cast<std::int32_t>(k) + 1;
    return tried;
}

void predictClasses(const trace::Trace& trace, std::int64_t first, std::int64_t last, std::span<std::int32_t> classes)
{
    classesOf(viewOf(trace, first, last), classes);
}

void exitClasses(const PolicySpec& spec, const trace::Trace& trace, std::int64_t first, std::int64_t last,
    std::span<std::int32_t> classes)
{
    const auto& type = policyNamed(spec.name);
    const auto rule = type.rule ? type.rule(spec, trace) : nullptr;
    if (!rule || rule->predictsAsExits()) {
        predictClasses(trace, first, last, classes);
        return;
    }
    const auto exits = static_cast<std::size_t>(trace.exits());
    std::vector<float> scores(static_cast<std::size_t>(blockUnits) * exits);
    for (std::int64_t begin = first; begin < last; begin += blockUnits) {
        const auto values = static_cast<std::size_t>(std::min(blockUnits, last - begin)) * exits;
        rule->score(viewOf(trace, begin, begin + static_cast<std::int64_t>(values / exits)), std::span(scores).first(values),
            classes.subspan(static_cast<std::size_t>(begin - first) * exits, values));
    }
}

Outcome replay(const trace::Trace& trace, const PolicySpec& spec)
{
    return policyNamed(spec.name).make(spec, trace)->decide(trace, 0, trace.units());
}

} // namespace exitscope::policy
