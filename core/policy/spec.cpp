#include "core/error.h"
#include "core/hashee/hash_function.h"
#include "core/nearest_name.h"
#include "core/policy/parameters.h"
#include "core/policy/policy.h"

#include <algorithm>
#include <cmath>

namespace exitscope::policy {

namespace {

constexpr std::int64_t mostPoints = 10'000'000;

std::string canonicalText(const std::string& name, const std::map<std::string, std::string>& parameters)
{
    std::string text = name;
    char separator = ':';
    for (const auto& [key, value] : parameters) {
        text += separator + key + "=" + value;
        separator = ',';
    }
    return text;
}

[[noreturn]] void fail(
    const std::string& name, const std::string& key, const std::string& problem, const std::string& remedy)
{
    throw InputError("policy \"" + name + "\": " + key + " " + problem, remedy);
}

const ParameterInfo& parameterNamed(const PolicyInfo& info, const std::string& key)
{
    std::vector<std::string_view> keys;
    for (const auto& parameter : info.parameters) {
        if (parameter.key == key)
            return parameter;
        keys.push_back(parameter.key);
    }
    throw InputError("policy \"" + info.name + "\": unknown key \"" + key + "\"", nameRemedy(key, keys));
}

/// Refuses what cannot be meant. Half a percent beyond the ends passes: scores are rounded, and "none" and "all" are said
/// by a threshold just beyond the last score.
void checkReal(
    const PolicyInfo& info, const ParameterInfo& parameter, const std::string& text, std::optional<float> value)
{
    if (!value)
        fail(info.name, parameter.key, "is \"" + text + "\"", "use a number");
    if (std::isinf(*value) && parameter.isThreshold)
        return;
    const double slack = std::isfinite(parameter.most - parameter.least) ? 0.005 * (parameter.most - parameter.least) : 0;
    if (*value >= parameter.least - slack && *value <= parameter.most + slack)
        return;
    const auto end = [](double limit) { return realText(static_cast<float>(limit)); };
    fail(info.name, parameter.key, "is \"" + text + "\", which is out of range",
        std::isinf(parameter.most) ? "use a number of at least " + end(parameter.least)
                                   : "use a number from " + end(parameter.least) + " to " + end(parameter.most));
}

/// One value of one point, checked against its kind.
void checkValue(const PolicyInfo& info, const ParameterInfo& parameter, const std::string& value)
{
    if (!value.empty() && value == parameter.fallback)
        return;
    switch (parameter.kind) {
    case ParameterKind::Real:
        for (const auto part : split(value, parameter.perExit ? ';' : '\0'))
            checkReal(info, parameter, value, parseReal(part));
        return;
    case ParameterKind::Integer:
        for (const auto part : split(value, parameter.perExit ? ';' : '\0'))
            if (!parseInteger(part))
                fail(info.name, parameter.key, "is \"" + value + "\"", "use a whole number");
        return;
    case ParameterKind::Flag:
        if (value != "true" && value != "false")
            fail(info.name, parameter.key, "is \"" + value + "\"", "use true or false");
        return;
    case ParameterKind::Choice:
        // The hashes of tokens are no choice of a replay, which the panels offer; they are executed, and hash.cpp says so.
        if (info.name == "hash" && parameter.key == "function" && hashee::hashFunctionNamed(value))
            return;
        if (std::find(parameter.choices.begin(), parameter.choices.end(), value) == parameter.choices.end())
            fail(info.name, parameter.key, "is \"" + value + "\"",
                nameRemedy(value, std::vector<std::string_view>(parameter.choices.begin(), parameter.choices.end())));
        return;
    }
}

bool isRange(std::string_view value)
{
    return value.find(':') != std::string_view::npos;
}

/// first:last:count as count values; both ends are exact.
std::vector<std::string> spread(const PolicyInfo& info, const ParameterInfo& parameter, const std::string& value)
{
    const std::string remedy = "write a range as first:last:count, such as 0:1:11";
    const auto parts = split(value, ':');
    const bool numeric = parameter.kind == ParameterKind::Real || parameter.kind == ParameterKind::Integer;
    if (parts.size() != 3 || !numeric)
        fail(info.name, parameter.key, "is \"" + value + "\"", remedy);
    const auto first = parseReal(parts[0]);
    const auto last = parseReal(parts[1]);
    const auto count = parseInteger(parts[2]);
    if (!first || !last || !std::isfinite(*first) || !std::isfinite(*last) || !count || *count < 1)
        fail(info.name, parameter.key, "is \"" + value + "\"", remedy);
    if (*count > mostPoints)
        fail(info.name, parameter.key, "asks for " + std::to_string(*count) + " values", "ask for fewer, or for exact");

    if (parameter.kind == ParameterKind::Real)
        for (const auto& end : { first, last })
            checkReal(info, parameter, value, end);
    std::vector<std::string> values;
    values.reserve(static_cast<std::size_t>(*count));
    for (std::int64_t i = 0; i < *count; ++i) {
        const double share = *count > 1 ? static_cast<double>(i) / static_cast<double>(*count - 1) : 0.0;
        const double at = (1.0 - share) * static_cast<double>(*first) + share * static_cast<double>(*last);
        if (parameter.kind == ParameterKind::Real)
            values.push_back(realText(static_cast<float>(at)));
        else if (std::abs(at - std::round(at)) < 1e-6)
            values.push_back(std::to_string(std::llround(at)));
        else
            fail(info.name, parameter.key, "is \"" + value + "\", which passes through fractions",
                "choose a count that gives whole numbers");
    }
    return values;
}

std::vector<std::string> valuesOf(const PolicyInfo& info, const std::string& key, const std::string& text)
{
    const auto& parameter = parameterNamed(info, key);
    if (isRange(text))
        return spread(info, parameter, text);
    std::vector<std::string> values;
    for (const auto part : split(text, '|')) {
        values.emplace_back(part);
        checkValue(info, parameter, values.back());
    }
    return values;
}

void requireAllGiven(const PolicyInfo& info, const std::map<std::string, std::string>& parameters)
{
    for (const auto& parameter : info.parameters)
        if (parameter.fallback.empty() && !parameters.contains(parameter.key))
            fail(info.name, parameter.key, "is missing",
                "give it as " + info.name + ":" + parameter.key + "=VALUE"
                    + (parameter.isThreshold ? ", or =exact for every outcome" : ""));
}

} // namespace

std::string PolicySpec::text() const
{
    return canonicalText(name, parameters);
}

std::string PolicyRange::text() const
{
    return canonicalText(name, parameters);
}

bool PolicyRange::isExact() const
{
    const auto& info = policyNamed(name).info;
    return std::any_of(parameters.begin(), parameters.end(), [&](const auto& entry) {
        return entry.second == "exact" && parameterNamed(info, entry.first).isThreshold;
    });
}

std::vector<PolicySpec> PolicyRange::expand() const
{
    const auto& info = policyNamed(name).info;
    std::vector<PolicySpec> points { { name, {} } };
    for (const auto& [key, text] : parameters) {
        const auto values = valuesOf(info, key, text);
        if (static_cast<std::int64_t>(points.size() * values.size()) > mostPoints)
            throw InputError("policy \"" + this->text() + "\" asks for too many points", "use coarser ranges");
        std::vector<PolicySpec> longer;
        longer.reserve(points.size() * values.size());
        for (const auto& point : points)
            for (const auto& value : values) {
                longer.push_back(point);
                longer.back().parameters[key] = value;
            }
        points = std::move(longer);
    }
    return points;
}

PolicyRange parseRange(std::string_view text)
{
    PolicyRange range;
    const auto colon = text.find(':');
    range.name = text.substr(0, colon);
    const auto& info = policyNamed(range.name).info;
    if (colon != std::string_view::npos)
        for (const auto part : split(text.substr(colon + 1), ',')) {
            const auto equals = part.find('=');
            if (equals == std::string_view::npos || equals == 0 || equals + 1 == part.size())
                throw InputError("policy \"" + std::string(text) + "\": \"" + std::string(part) + "\" is not key=value",
                    "write name:key=value,key=value");
            const std::string key(part.substr(0, equals));
            const auto& parameter = parameterNamed(info, key);
            const std::string value(part.substr(equals + 1));
            if (!range.parameters.emplace(key, value).second)
                throw InputError("policy \"" + std::string(text) + "\" gives " + key + " twice", "give it once");
            if (!(parameter.isThreshold && value == "exact"))
                (void)valuesOf(info, key, value);
        }
    requireAllGiven(info, range.parameters);
    return range;
}

PolicySpec parseSpec(std::string_view text)
{
    const auto range = parseRange(text);
    if (range.isExact())
        throw InputError("policy \"" + std::string(text) + "\" stands for every outcome", "give one threshold");
    auto points = range.expand();
    if (points.size() != 1)
        throw InputError("policy \"" + std::string(text) + "\" stands for " + std::to_string(points.size()) + " points",
            "give one value for each key");
    return std::move(points.front());
}

} // namespace exitscope::policy
