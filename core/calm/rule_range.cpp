#include "core/calm/rule_range.h"

#include "core/error.h"
#include "core/policy/parameters.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>

namespace exitscope::calm {

namespace {

constexpr std::size_t mostRules = 10'000;

[[noreturn]] void fail(std::string_view text, const std::string& problem, const std::string& remedy)
{
    throw InputError("rule \"" + std::string(text) + "\": " + problem, remedy);
}

/// NaN for what is no number. In double, so that steps between decimal ends are decimal themselves.
double realOf(std::string_view text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc {} && end == text.data() + text.size() ? value : std::numeric_limits<double>::quiet_NaN();
}

/// A whole number without a point, all others as the shortest text of a float: keys that count refuse fractions themselves.
std::string numberText(double value)
{
    return value == std::round(value) ? std::to_string(std::llround(value)) : policy::realText(static_cast<float>(value));
}

/// first:last:count, both ends exact.
std::vector<std::string> spread(std::string_view rule, std::string_view key, std::string_view value)
{
    auto parts = policy::split(value, ':');
    const bool isThree = parts.size() == 3;
    parts.resize(3);
    const double first = realOf(parts[0]), last = realOf(parts[1]);
    const auto count = policy::parseInteger(parts[2]).value_or(0);
    if (!isThree || !std::isfinite(first) || !std::isfinite(last) || count < 1 || count > static_cast<std::int64_t>(mostRules))
        fail(rule, std::string(key) + " is \"" + std::string(value) + "\"", "write a range as first:last:count, such as 1:0:21");
    std::vector<std::string> values;
    for (std::int64_t i = 0; i < count; ++i) {
        const double share = count > 1 ? static_cast<double>(i) / static_cast<double>(count - 1) : 0;
        values.push_back(numberText((1 - share) * first + share * last));
    }
    return values;
}

std::vector<std::string> valuesOf(std::string_view rule, std::string_view key, std::string_view text)
{
    if (text == "exact")
        fail(rule, std::string(key) + "=exact is for traces, which hold every outcome", "give a range, such as 1:0:21");
    if (text.find(':') != std::string_view::npos)
        return spread(rule, key, text);
    std::vector<std::string> values;
    for (const auto part : policy::split(text, '|'))
        values.emplace_back(part);
    return values;
}

} // namespace

std::vector<GenerationRule> parseGenerationRules(std::string_view text)
{
    const auto colon = text.find(':');
    const std::string name(text.substr(0, colon));
    std::vector<std::string> heads { name + ":" };
    std::map<std::string, std::vector<std::string>> varying;
    if (colon == std::string_view::npos)
        return { parseGenerationRule(text) };
    for (const auto part : policy::split(text.substr(colon + 1), ',')) {
        const auto equals = part.find('=');
        if (equals == std::string_view::npos || equals == 0 || equals + 1 == part.size())
            fail(text, "\"" + std::string(part) + "\" is not key=value", "write name:key=value,key=value");
        const auto key = part.substr(0, equals);
        if (!varying.emplace(key, valuesOf(text, key, part.substr(equals + 1))).second)
            fail(text, std::string(key) + " is given twice", "give it once");
    }
    for (const auto& [key, values] : varying) {
        if (heads.size() * values.size() > mostRules)
            fail(text, "it stands for too many rules", "use coarser ranges");
        std::vector<std::string> longer;
        for (const auto& head : heads)
            for (const auto& value : values)
                longer.push_back(head + (head.ends_with(':') ? "" : ",") + key + "=" + value);
        heads = std::move(longer);
    }
    std::vector<GenerationRule> rules;
    for (const auto& one : heads)
        rules.push_back(parseGenerationRule(one));
    return rules;
}

} // namespace exitscope::calm
