#include "app/plots/run_series.h"

#include "core/policy/policy.h"

#include <algorithm>

namespace exitscope::app {

namespace {

std::string variantOf(const policy::PolicySpec& spec, const std::string& swept)
{
    std::string text;
    for (const auto& [key, value] : spec.parameters)
        if (key != swept)
            text += (text.empty() ? "" : ",") + key + "=" + value;
    return text;
}

/// Only a sweep of a trace can have every outcome; the rules of generations have keys that no policy has.
bool isExactIn(const store::RunRequest& request, const std::string& policy)
{
    const auto& specs = request.policies;
    return request.kind != "generate" && std::any_of(specs.begin(), specs.end(), [&policy](const std::string& text) {
        const auto range = policy::parseRange(text);
        return range.name == policy && range.isExact();
    });
}

} // namespace

std::string sweptParameter(const std::string& policy)
{
    const auto& parameters = policy::policyNamed(policy).info.parameters;
    for (const auto& parameter : parameters)
        if (parameter.isThreshold)
            return parameter.key;
    for (const auto& parameter : parameters)
        if (parameter.kind == policy::ParameterKind::Integer && parameter.key != "first_exit"
            && parameter.key != "exit_every")
            return parameter.key;
    return {};
}

std::vector<RunSeries> seriesOf(const PlottedRun& run)
{
    std::vector<RunSeries> all;
    for (std::size_t point = 0; point < run.points.size(); ++point) {
        const auto& spec = run.points[point].spec;
        const std::string variant = variantOf(spec, sweptParameter(spec.name));
        auto found = std::find_if(all.begin(), all.end(),
            [&](const RunSeries& series) { return series.policy == spec.name && series.variant == variant; });
        if (found == all.end())
            found = all.insert(
                all.end(), { spec.name, variant, {}, isExactIn(run.run.request, spec.name) });
        found->points.push_back(point);
    }
    return all;
}

} // namespace exitscope::app
