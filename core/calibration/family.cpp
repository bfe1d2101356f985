#include "core/calibration/family.h"

#include "core/error.h"
#include "core/policy/parameters.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace exitscope::calibration {

namespace {

using policy::ParameterInfo;
using policy::PolicyRange;
using policy::PolicySpec;
using policy::PolicyType;

constexpr int defaultSteps = 20; ///< of the useful range; its two ends are left out

/// Rules that count something; the more, the later a unit leaves. Threshold rules say their direction themselves.
constexpr std::pair<std::string_view, std::string_view> counted[] = { { "patience", "patience" },
    { "vote", "votes" }, { "fixed", "layer" } };

std::string keyOf(const PolicyType& type)
{
    if (type.rule)
        return "threshold";
    for (const auto& [name, key] : counted)
        if (type.info.name == name)
            return std::string(key);
    throw InputError("policy \"" + type.info.name + "\" has no settings in order of caution",
        "calibrate a threshold rule, patience, vote or fixed");
}

const ParameterInfo& parameterOf(const PolicyType& type, const std::string& key)
{
    const auto& all = type.info.parameters;
    return *std::find_if(all.begin(), all.end(), [&](const ParameterInfo& info) { return info.key == key; });
}

bool givesKey(std::string_view text, const std::string& key)
{
    const auto colon = text.find(':');
    if (colon == std::string_view::npos)
        return false;
    const auto parts = policy::split(text.substr(colon + 1), ',');
    return std::any_of(
        parts.begin(), parts.end(), [&](std::string_view part) { return part.starts_with(key + "="); });
}

std::string joinedValues(const std::vector<std::string>& values)
{
    std::string text;
    for (const auto& value : values)
        text += (text.empty() ? "" : "|") + value;
    return text;
}

/// Thresholds between the ends of the useful range. Entropy's depends on the number of classes.
std::string defaultThresholds(const PolicySpec& spec, const ParameterInfo& threshold, const trace::Trace& trace)
{
    double top = threshold.maximum;
    if (spec.name == "entropy") {
        const auto normalised = spec.parameters.find("normalised");
        const bool isNormalised = normalised != spec.parameters.end() && normalised->second == "true";
        top = isNormalised ? 1.0 : std::log(static_cast<double>(trace.classes()));
    }
    std::vector<std::string> values;
    for (int i = 1; i < defaultSteps; ++i) {
        const double share = static_cast<double>(i) / defaultSteps;
        values.push_back(policy::realText(static_cast<float>((1 - share) * threshold.minimum + share * top)));
    }
    return joinedValues(values);
}

std::string defaultCounts(const PolicySpec& spec, const trace::Trace& trace)
{
    std::vector<std::string> values;
    const auto allowed = policy::allowedExits(spec, trace);
    for (std::size_t i = 0; i < allowed.size(); ++i) {
        const auto layer = trace.exitLayer()[static_cast<std::size_t>(allowed[i])];
        if (spec.name == "fixed")
            values.push_back(std::to_string(layer));
        else if (i > 0)
            values.push_back(std::to_string(i));
    }
    return values.empty() ? "1" : joinedValues(values);
}

/// One value for each key but the varying one.
PolicySpec withoutKey(PolicyRange range, const std::string& key, const std::string& placeholder)
{
    range.parameters[key] = placeholder;
    const auto specs = range.expand();
    if (specs.size() != 1)
        throw InputError("policy \"" + range.text() + "\" varies in more than " + key,
            "give one value for every other key; calibrate each alternative by itself");
    return specs.front();
}

bool isSafestFirstAscending(const PolicyType& type, const PolicySpec& spec, const trace::Trace& trace)
{
    return type.rule && type.rule(spec, trace)->passes() == policy::Passes::Below;
}

void putInOrder(std::vector<PolicySpec>& settings, const std::string& key, bool ascending)
{
    const auto number = [&](const PolicySpec& spec) { return policy::parseReal(spec.parameters.at(key)); };
    if (std::all_of(settings.begin(), settings.end(), [&](const auto& spec) { return number(spec).has_value(); }))
        std::stable_sort(settings.begin(), settings.end(), [&](const PolicySpec& a, const PolicySpec& b) {
            return ascending ? *number(a) < *number(b) : *number(a) > *number(b);
        });
    settings.erase(std::unique(settings.begin(), settings.end()), settings.end());
}

} // namespace

Family orderedFamily(const trace::Trace& trace, std::string_view policyText, std::string_view grid)
{
    const auto& type = policy::policyNamed(policyText.substr(0, policyText.find(':')));
    Family family { keyOf(type), {} };
    const bool isGiven = givesKey(policyText, family.key);
    if (isGiven && !grid.empty())
        throw InputError("the grid of " + family.key + " is given twice", "give it in the policy or as the grid");
    const auto& parameter = parameterOf(type, family.key);
    const std::string placeholder = parameter.kind == policy::ParameterKind::Integer ? "1" : "0.5";
    std::string text(policyText);
    if (!isGiven)
        text += (policyText.find(':') == std::string_view::npos ? ":" : ",") + family.key + "="
            + (grid.empty() ? placeholder : std::string(grid));
    auto range = policy::parseRange(text);
    if (range.isExact())
        throw InputError("policy \"" + range.text() + "\": what is tested must not depend on the calibration draw",
            "give a grid, such as " + family.key + "=" + (parameter.isThreshold ? "0.95:0.5:10" : "1|2|3"));
    const auto blank = withoutKey(range, family.key, placeholder);
    if (!isGiven && grid.empty())
        range.parameters[family.key]
            = type.rule ? defaultThresholds(blank, parameter, trace) : defaultCounts(blank, trace);
    family.settings = range.expand();
    putInOrder(family.settings, family.key, isSafestFirstAscending(type, blank, trace));
    return family;
}

} // namespace exitscope::calibration
