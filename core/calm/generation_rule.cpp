#include "core/calm/generation_rule.h"

#include "core/error.h"
#include "core/policy/parameters.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>

namespace exitscope::calm {

namespace {

struct Named
{
    TokenMeasure measure;
    std::string_view name;
    bool hasThreshold, mayDecay;
};

constexpr Named measures[] { { TokenMeasure::Full, "full", false, false },
    { TokenMeasure::Fixed, "fixed", false, false }, { TokenMeasure::Margin, "margin", true, true },
    { TokenMeasure::Confidence, "confidence", true, true }, { TokenMeasure::Entropy, "entropy", true, false },
    { TokenMeasure::Saturation, "saturation", true, true }, { TokenMeasure::Learned, "learned", true, true },
    { TokenMeasure::Oracle, "oracle", false, false } };

const Named& named(TokenMeasure measure)
{
    return *std::find_if(std::begin(measures), std::end(measures),
        [measure](const Named& entry) { return entry.measure == measure; });
}

/// The values of one rule, taken out one by one: what is left at the end is not known.
class Values
{
public:
    Values(std::string_view text, std::string_view list)
        : m_text(text)
    {
        for (const auto part : list.empty() ? std::vector<std::string_view> {} : policy::split(list, ',')) {
            const auto equals = part.find('=');
            if (equals == std::string_view::npos || equals == 0 || equals + 1 == part.size())
                fail("\"" + std::string(part) + "\" is not key=value", "write name:key=value,key=value");
            if (!m_values.emplace(part.substr(0, equals), part.substr(equals + 1)).second)
                fail(std::string(part.substr(0, equals)) + " is given twice", "give it once");
        }
    }

    std::optional<std::string> take(std::string_view key)
    {
        m_known += (m_known.empty() ? "" : ", ") + std::string(key);
        const auto node = m_values.extract(std::string(key));
        return node ? std::optional(node.mapped()) : std::nullopt;
    }
    std::int64_t count(std::string_view key, std::int64_t usual)
    {
        const auto text = take(key);
        if (!text)
            return usual;
        const auto value = policy::parseInteger(*text);
        if (!value || *value < 1)
            fail(std::string(key) + " is \"" + *text + "\"", "expected a whole number of at least 1");
        return *value;
    }
    std::optional<float> real(std::string_view key)
    {
        const auto text = take(key);
        if (!text)
            return std::nullopt;
        const auto value = policy::parseReal(*text);
        if (!value)
            fail(std::string(key) + " is \"" + *text + "\"", "expected a number");
        return value;
    }
    void requireNoOthers() const
    {
        if (!m_values.empty())
            fail("there is no key \"" + m_values.begin()->first + "\"", "its keys are " + m_known);
    }
    [[noreturn]] void fail(const std::string& problem, const std::string& remedy) const
    {
        throw InputError("rule \"" + std::string(m_text) + "\": " + problem, remedy);
    }

private:
    std::string_view m_text;
    std::map<std::string, std::string> m_values;
    std::string m_known;
};

const Named& measureNamed(std::string_view text, std::string_view name)
{
    std::string names;
    for (const Named& entry : measures) {
        if (entry.name == name)
            return entry;
        names += (names.empty() ? "" : ", ") + std::string(entry.name);
    }
    throw InputError("rule \"" + std::string(text) + "\": no generation by \"" + std::string(name) + "\"",
        "there are " + names);
}

void readDecay(Values& values, GenerationRule& rule)
{
    if (const auto temperature = values.real("decay")) {
        if (!(*temperature >= 0) || std::isinf(*temperature))
            values.fail("decay is not a temperature of 0 or more", "CALM uses 4");
        rule.decay.temperature = static_cast<double>(*temperature);
    }
    if (const auto form = values.take("decay_form")) {
        const auto known = decayFormNamed(*form);
        if (!known)
            values.fail("decay_form is \"" + *form + "\"", "expected paper or t5x");
        rule.decay.form = *known;
    }
}

void readShortlist(Values& values, GenerationRule& rule)
{
    const auto kind = values.take("shortlist");
    if (kind) {
        const auto known = shortlistNamed(*kind);
        if (!known)
            values.fail("shortlist is \"" + *kind + "\"", "expected none, fixed, decaying or adaptive");
        rule.shortlist.kind = *known;
    }
    const bool hasWords
        = rule.shortlist.kind == ShortlistKind::Fixed || rule.shortlist.kind == ShortlistKind::Decaying;
    if (hasWords)
        rule.shortlist.words = values.count("words", 1000);
    if (rule.shortlist.kind == ShortlistKind::Decaying) {
        rule.shortlist.least = values.count("least_words", std::min<std::int64_t>(100, rule.shortlist.words));
        if (rule.shortlist.least > rule.shortlist.words)
            values.fail("least_words is more than words", "expected at most " + std::to_string(rule.shortlist.words));
    }
}

} // namespace

bool GenerationRule::readsHead() const
{
    return measure == TokenMeasure::Margin || measure == TokenMeasure::Confidence || measure == TokenMeasure::Entropy;
}

bool GenerationRule::leaves(float score, std::int64_t step, std::int64_t longest) const
{
    const auto limit = static_cast<float>(decay.threshold(static_cast<double>(threshold), step, longest));
    switch (measure) {
    case TokenMeasure::Full:
    case TokenMeasure::Oracle:
        return false;
    case TokenMeasure::Fixed:
        return true;
    case TokenMeasure::Confidence:
        return score > limit;
    case TokenMeasure::Entropy:
        return score < limit;
    case TokenMeasure::Margin:
    case TokenMeasure::Saturation:
    case TokenMeasure::Learned:
        return score >= limit;
    }
    return false;
}

std::string GenerationRule::text() const
{
    std::map<std::string, std::string> values;
    if (named(measure).hasThreshold)
        values["threshold"] = policy::realText(threshold);
    if (measure == TokenMeasure::Fixed)
        values["layer"] = std::to_string(layer);
    if (firstExit != 1)
        values["first_exit"] = std::to_string(firstExit);
    if (exitEvery != 1)
        values["exit_every"] = std::to_string(exitEvery);
    if (decay.temperature != 0) {
        values["decay"] = policy::realText(static_cast<float>(decay.temperature));
        if (decay.form != DecayForm::Paper)
            values["decay_form"] = nameOf(decay.form);
    }
    if (shortlist.kind != ShortlistKind::None)
        values["shortlist"] = nameOf(shortlist.kind);
    if (shortlist.words > 0)
        values["words"] = std::to_string(shortlist.words);
    if (shortlist.kind == ShortlistKind::Decaying)
        values["least_words"] = std::to_string(shortlist.least);
    std::string text(nameOf(measure));
    for (const auto& [key, value] : values)
        text += (text.find(':') == std::string::npos ? ":" : ",") + key + "=" + value;
    return text;
}

GenerationRule parseGenerationRule(std::string_view text)
{
    const auto colon = text.find(':');
    const Named& entry = measureNamed(text, text.substr(0, colon));
    Values values(text, colon == std::string_view::npos ? std::string_view {} : text.substr(colon + 1));
    GenerationRule rule;
    rule.measure = entry.measure;
    if (entry.hasThreshold) {
        const auto threshold = values.real("threshold");
        if (!threshold)
            values.fail("it needs a threshold", "give it as " + std::string(entry.name) + ":threshold=VALUE");
        rule.threshold = *threshold;
    }
    if (entry.measure == TokenMeasure::Fixed) {
        rule.layer = values.count("layer", 0);
        if (rule.layer == 0)
            values.fail("it needs a layer", "give it as fixed:layer=N");
    } else if (entry.measure != TokenMeasure::Full) {
        rule.firstExit = values.count("first_exit", 1);
        rule.exitEvery = values.count("exit_every", 1);
    }
    if (entry.mayDecay)
        readDecay(values, rule);
    if (rule.readsHead())
        readShortlist(values, rule);
    values.requireNoOthers();
    return rule;
}

std::vector<std::size_t> decisionExits(const GenerationRule& rule, std::span<const std::int32_t> exitLayer)
{
    std::vector<std::size_t> exits;
    if (rule.measure == TokenMeasure::Full)
        return exits;
    if (rule.measure == TokenMeasure::Fixed) {
        const auto found = std::find(exitLayer.begin(), exitLayer.end(), rule.layer);
        if (found == exitLayer.end()) {
            std::string layers;
            for (const std::int32_t layer : exitLayer)
                layers += (layers.empty() ? "" : ", ") + std::to_string(layer);
            throw InputError("rule \"" + rule.text() + "\": the model has no exit after layer "
                    + std::to_string(rule.layer),
                "its exits are after " + layers);
        }
        if (found + 1 != exitLayer.end())
            exits.push_back(static_cast<std::size_t>(found - exitLayer.begin()));
        return exits;
    }
    const auto first = std::find_if(
        exitLayer.begin(), exitLayer.end(), [&](std::int32_t layer) { return layer >= rule.firstExit; });
    for (auto exit = static_cast<std::size_t>(first - exitLayer.begin()); exit + 1 < exitLayer.size();
         exit += static_cast<std::size_t>(rule.exitEvery))
        exits.push_back(exit);
    return exits;
}

std::string_view nameOf(TokenMeasure measure) { return named(measure).name; }

bool hasThreshold(TokenMeasure measure) { return named(measure).hasThreshold; }

bool mayDecay(TokenMeasure measure) { return named(measure).mayDecay; }

std::span<const TokenMeasure> allMeasures()
{
    static constexpr auto all = [] {
        std::array<TokenMeasure, std::size(measures)> list {};
        for (std::size_t i = 0; i < list.size(); ++i)
            list[i] = measures[i].measure;
        return list;
    }();
    return all;
}

} // namespace exitscope::calm
