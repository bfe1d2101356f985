#include "core/policy/parameters.h"

#include "core/error.h"
#include "core/policy/running_policy.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace exitscope::policy {

Parameters::Parameters(const PolicySpec& spec, const PolicyInfo& info)
    : m_spec(spec)
    , m_info(info)
{
}

void Parameters::fail(std::string_view key, const std::string& problem, const std::string& remedy) const
{
    throw InputError("policy \"" + m_info.name + "\": " + std::string(key) + " " + problem, remedy);
}

bool Parameters::has(std::string_view key) const
{
    if (m_spec.parameters.contains(std::string(key)))
        return true;
    return std::any_of(m_info.parameters.begin(), m_info.parameters.end(),
        [&](const ParameterInfo& parameter) { return parameter.key == key && !parameter.fallback.empty(); });
}

const std::string& Parameters::text(std::string_view key) const
{
    if (const auto given = m_spec.parameters.find(std::string(key)); given != m_spec.parameters.end())
        return given->second;
    for (const auto& parameter : m_info.parameters)
        if (parameter.key == key && !parameter.fallback.empty())
            return parameter.fallback;
    fail(key, "is missing", "give it as " + m_info.name + ":" + std::string(key) + "=VALUE");
}

float Parameters::real(std::string_view key) const
{
    const auto value = parseReal(text(key));
    if (!value)
        fail(key, "is \"" + text(key) + "\"", "use a number");
    return *value;
}

std::vector<float> Parameters::perExit(std::string_view key, std::int64_t exits, bool lastIsUnused) const
{
    std::vector<float> values;
    for (const auto part : split(text(key), ';')) {
        const auto value = parseReal(part);
        if (!value)
            fail(key, "is \"" + text(key) + "\"", "use a number, or one per exit as 0.2;0.3;0.5");
        values.push_back(*value);
    }
    const auto count = static_cast<std::size_t>(exits);
    if (values.size() == 1)
        values.assign(count, values.front());
    if (lastIsUnused && values.size() + 1 == count)
        values.push_back(values.back());
    if (values.size() != count)
        fail(key, "has " + std::to_string(values.size()) + " values for " + std::to_string(exits) + " exits",
            "give one value, or one per exit: " + std::to_string(exits)
                + (lastIsUnused ? ", or " + std::to_string(exits - 1) + " since the last exit has none" : ""));
    return values;
}

std::int64_t Parameters::integer(std::string_view key, std::int64_t least) const
{
    const auto value = parseInteger(text(key));
    if (!value || *value < least)
        fail(key, "is \"" + text(key) + "\"", "use a whole number of at least " + std::to_string(least));
    return *value;
}

bool Parameters::flag(std::string_view key) const
{
    const auto& value = text(key);
    if (value != "true" && value != "false")
        fail(key, "is \"" + value + "\"", "use true or false");
    return value == "true";
}

std::optional<float> parseReal(std::string_view text)
{
    float value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc {} || end != text.data() + text.size() || std::isnan(value))
        return std::nullopt;
    return value;
}

std::optional<std::int64_t> parseInteger(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc {} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::string realText(float value)
{
    std::array<char, 32> buffer {};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return error == std::errc {} ? std::string(buffer.data(), end) : std::string("0");
}

std::vector<ParameterInfo> withCommonParameters(std::vector<ParameterInfo> specific)
{
    ParameterInfo first;
    first.key = "first_exit";
    first.title = "First exit";
    first.help = "The first layer at which a unit may leave, counted from 1.";
    first.kind = ParameterKind::Integer;
    first.minimum = 1;
    first.maximum = 12;
    first.fallback = "1";
    ParameterInfo every;
    every.key = "exit_every";
    every.title = "Exit every";
    every.help = "Use every k-th exit only, counted from the first one. The last exit is always used.";
    every.kind = ParameterKind::Integer;
    every.minimum = 1;
    every.maximum = 6;
    every.fallback = "1";
    specific.push_back(first);
    specific.push_back(every);
    return specific;
}

void requireSuited(const PolicyInfo& info, const trace::Trace& trace)
{
    const auto fail = [&](const char* problem, const char* remedy) {
        throw InputError(trace.path(), "policy \"" + info.name + "\" " + problem, remedy);
    };
    if (trace.isRegression() && !info.worksForRegression)
        fail("needs class probabilities, this trace holds a regression task", "use fixed, patience, saturation, learned or hash");
    if (!trace.isRegression() && !info.worksForClasses)
        fail("is for regression", "choose another policy");
    if (info.needsLabels && !trace.hasLabels())
        fail("needs labels, this trace has none", "trace a labelled dataset");
    if (info.needsSimilarity && trace.similarity().empty())
        fail("needs the tensor \"similarity\", this trace has none",
            "trace the model with Exitscope, or write similarity F32 [units, exits]: the cosine of the state at each exit "
            "and a layer below");
    if (info.needsLearned && trace.learned().empty())
        fail("needs the tensor \"learned\", this trace has none",
            "train the model with an exit module and trace it, or write learned F32 [units, exits]");
    if (info.needsLogits && trace.isCompact())
        fail("needs the logits of all classes, and this trace keeps only what follows from them",
            "use entropy, confidence, margin, patience, saturation, learned, fixed or oracle");
    if (info.needsCascade && !trace.isCascade())
        fail("decides between complete models, this is a trace of one", "give --trace again for each further model");
}

void requireSuited(const PolicyInfo& info, const RunFacts& facts)
{
    const auto fail = [&](const char* problem, const char* remedy) {
        throw InputError(facts.model, "policy \"" + info.name + "\" " + problem, remedy);
    };
    if (facts.classes == 1 && !info.worksForRegression)
        fail("needs class probabilities, this model is for regression",
            "use fixed, patience, saturation, learned or hash");
    if (facts.classes > 1 && !info.worksForClasses)
        fail("is for regression", "choose another policy");
    if (info.needsSimilarity && !facts.hasSimilarity)
        fail("needs the similarity of states, which this model does not give", "use a checkpoint folder");
    if (info.needsLearned && !facts.hasLearned)
        fail("needs a learned exit module, this model has none", "train one, or choose another policy");
    if (info.needsCascade && !facts.isCascade)
        fail("decides between complete models, and one is run", "give --model again for each further model");
}

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (;;) {
        const auto end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos)
            return parts;
        text.remove_prefix(end + 1);
    }
}

std::string joined(const std::vector<std::string>& parts)
{
    std::string text;
    for (const auto& part : parts)
        text += (text.empty() ? "" : ", ") + part;
    return text;
}

} // namespace exitscope::policy
