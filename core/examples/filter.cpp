#include "core/examples/filter.h"

#include "core/data/unicode_text.h"
#include "core/examples/filter_words.h"
#include "core/nearest_name.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace exitscope::examples {

namespace {

constexpr FieldInfo allFields[] = {
    { Field::Text, FieldKind::Text, "text", "the text contains" },
    { Field::Label, FieldKind::Class, "label", "the gold label, or its value" },
    { Field::Prediction, FieldKind::Class, "prediction", "what the exit says" },
    { Field::FullPrediction, FieldKind::Class, "full", "what the full model says" },
    { Field::Tag, FieldKind::Tag, "tag", "a tag or a slice" },
    { Field::Number, FieldKind::Number, "number", "the place in the dataset, from 1" },
    { Field::Exit, FieldKind::Number, "exit", "the layer where it exits" },
    { Field::Confidence, FieldKind::Number, "confidence", "the largest probability at the exit" },
    { Field::Slack, FieldKind::Number, "slack", "how far the threshold must move before it exits elsewhere" },
    { Field::Length, FieldKind::Number, "length", "tokens" },
    { Field::FirstRight, FieldKind::Number, "first_right", "the first layer whose exit is right" },
    { Field::Error, FieldKind::Number, "error", "distance from the target (regression)" },
    { Field::Correct, FieldKind::Flag, "correct", "right where it exits" },
    { Field::Wrong, FieldKind::Flag, "wrong", "wrong where it exits" },
    { Field::Agree, FieldKind::Flag, "agree", "the same answer as the full model" },
    { Field::Disagree, FieldKind::Flag, "disagree", "another answer than the full model" },
    { Field::Overthinks, FieldKind::Flag, "overthinks", "right at some exit, wrong at the last" },
    { Field::Mends, FieldKind::Flag, "mends", "exiting elsewhere would make it right" },
    { Field::Breaks, FieldKind::Flag, "breaks", "exiting elsewhere would make it wrong" },
    { Field::Labelled, FieldKind::Flag, "labelled", "has a gold label" },
};

std::string lower(std::string_view text)
{
    return data::unicode::toLower(text);
}

const FieldInfo* fieldNamed(std::string_view name)
{
    const auto wanted = lower(name);
    const auto* at = std::find_if(std::begin(allFields), std::end(allFields),
        [&](const FieldInfo& info) { return info.name == wanted; });
    return at == std::end(allFields) ? nullptr : at;
}

Comparison comparisonOf(std::string_view sign)
{
    return sign == "<" ? Comparison::Less
        : sign == "<="  ? Comparison::AtMost
        : sign == ">"   ? Comparison::Greater
        : sign == ">="  ? Comparison::AtLeast
        : sign == "!="  ? Comparison::Unequal
                        : Comparison::Equal;
}

std::optional<double> numberIn(std::string_view text)
{
    if (!text.empty() && text[0] == '+')
        text.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size() || std::isnan(value))
        return std::nullopt;
    return value;
}

/// either := both ("or" both)*; both := one+; one := ("-" | "not") one | "(" either ")" | term
class Parser
{
public:
    explicit Parser(std::string_view text)
        : m_text(text)
        , m_words(filterWords(text))
    {
    }

    FilterNode parse()
    {
        if (m_words.empty())
            return {};
        FilterNode root = either();
        if (m_at < m_words.size())
            fail(m_words[m_at], "this \")\" closes nothing", "take it away, or put \")\" in quotes to look for it");
        return root;
    }

private:
    static constexpr int deepest = 100; ///< parentheses and negations; a filter is typed by a person

    [[noreturn]] void fail(const FilterWord& word, const std::string& problem, const std::string& remedy) const
    {
        throw FilterError(m_text, word.position, word.size, problem, remedy);
    }

    bool isKeyword(std::string_view keyword) const
    {
        if (m_at >= m_words.size() || m_words[m_at].kind != FilterWord::Kind::Word)
            return false;
        const bool isField = m_at + 1 < m_words.size() && m_words[m_at + 1].kind == FilterWord::Kind::Operator;
        return !isField && lower(m_words[m_at].text) == keyword;
    }

    FilterNode either()
    {
        FilterNode node { FilterNode::Kind::Or, {}, {} };
        node.children.push_back(both());
        while (isKeyword("or")) {
            ++m_at;
            node.children.push_back(both());
        }
        return node.children.size() == 1 ? std::move(node.children.front()) : node;
    }

    FilterNode both()
    {
        FilterNode node { FilterNode::Kind::And, {}, {} };
        while (m_at < m_words.size() && m_words[m_at].kind != FilterWord::Kind::Close && !isKeyword("or")) {
            if (isKeyword("and") && !node.children.empty())
                ++m_at;
            node.children.push_back(one());
        }
        if (node.children.empty())
            failForMissing();
        return node.children.size() == 1 ? std::move(node.children.front()) : node;
    }

    [[noreturn]] void failForMissing() const
    {
        const auto& near = m_at < m_words.size() ? m_words[m_at] : m_words.back();
        fail(near, m_at < m_words.size() ? "something to look for is missing before \"" + near.text + "\""
                                         : "something to look for is missing after \"" + near.text + "\"",
            "write a term such as exit>=6 there, or take this away");
    }

    FilterNode one()
    {
        if (m_at >= m_words.size())
            failForMissing();
        if (++m_depth > deepest)
            fail(m_words[m_at], "this goes " + std::to_string(deepest) + " levels deep", "use fewer parentheses");
        FilterNode node = m_words[m_at].kind == FilterWord::Kind::Minus || isKeyword("not") ? negation()
            : m_words[m_at].kind == FilterWord::Kind::Open                                   ? group()
                                                                                             : term();
        --m_depth;
        return node;
    }

    FilterNode negation()
    {
        ++m_at;
        FilterNode node { FilterNode::Kind::Not, {}, {} };
        node.children.push_back(one());
        return node;
    }

    FilterNode group()
    {
        const FilterWord open = m_words[m_at++];
        if (m_at >= m_words.size())
            fail(open, "this \"(\" is not closed", "write \")\" behind what belongs together");
        FilterNode node = either();
        if (m_at >= m_words.size())
            fail(open, "this \"(\" is not closed", "write \")\" behind what belongs together");
        ++m_at;
        return node;
    }

    FilterNode term()
    {
        const FilterWord& word = m_words[m_at++];
        if (!word.isClosed)
            fail(word, "this quotation has no end", "write \" behind it");
        if (word.kind == FilterWord::Kind::Operator)
            fail(word, "\"" + word.text + "\" stands without a field", "write, for example, exit" + word.text + "6");
        if (word.kind == FilterWord::Kind::Quoted)
            return textTerm(word);
        if (m_at < m_words.size() && m_words[m_at].kind == FilterWord::Kind::Operator && !m_words[m_at].isAfterSpace)
            return comparisonTerm(word);
        return bareTerm(word);
    }

    static FilterNode textTerm(const FilterWord& word)
    {
        FilterNode node { FilterNode::Kind::Term, {}, {} };
        node.term.value = word.text;
        node.term.position = word.position;
        node.term.size = word.size;
        return node;
    }

    FilterNode bareTerm(const FilterWord& word)
    {
        const auto* info = fieldNamed(word.text);
        if (info && info->kind != FieldKind::Flag)
            fail(word, "\"" + word.text + "\" needs something to compare with",
                "write " + example(*info) + ", or put it in quotes to look for it in the text");
        if (!info) {
            std::vector<std::string_view> flags;
            for (const auto& field : allFields)
                if (field.kind == FieldKind::Flag)
                    flags.push_back(field.name);
            const auto typed = lower(word.text);
            if (const auto nearest = nearestName(typed, flags); !nearest.empty())
                fail(word, "\"" + word.text + "\" is no flag",
                    "did you mean " + std::string(nearest) + "? To look for the word in the text put it in quotes");
            return textTerm(word);
        }
        FilterNode node = textTerm(word);
        node.term.field = info->field;
        return node;
    }

    static std::string example(const FieldInfo& info)
    {
        switch (info.kind) {
        case FieldKind::Text:
            return "text:\"not bad\"";
        case FieldKind::Class:
            return std::string(info.name) + ":positive";
        case FieldKind::Tag:
            return "tag:irony";
        case FieldKind::Number:
            return std::string(info.name) + (info.field == Field::Slack ? "<0.01" : ">=6");
        case FieldKind::Flag:
            break;
        }
        return std::string(info.name);
    }

    FilterNode comparisonTerm(const FilterWord& name)
    {
        const FilterWord& sign = m_words[m_at++];
        const auto* info = fieldNamed(name.text);
        if (!info) {
            const auto names = fieldNames();
            fail(name, "\"" + name.text + "\" is no field", nameRemedy(lower(name.text), names));
        }
        if (info->kind == FieldKind::Flag)
            fail(sign, "\"" + name.text + "\" is a flag and takes no value", "write " + std::string(info->name)
                    + ", or -" + std::string(info->name));
        if (sign.text == "!")
            fail(sign, "\"!\" is no comparison", "use != or a - in front");
        const bool hasValue = m_at < m_words.size() && !m_words[m_at].isAfterSpace
            && (m_words[m_at].kind == FilterWord::Kind::Word || m_words[m_at].kind == FilterWord::Kind::Quoted);
        if (!hasValue)
            fail(sign, "a value is missing after \"" + name.text + sign.text + "\"", "write " + example(*info));
        const FilterWord& value = m_words[m_at++];
        if (!value.isClosed)
            fail(value, "this quotation has no end", "write \" behind it");
        FilterNode node = textTerm(value);
        node.term.field = info->field;
        node.term.comparison = comparisonOf(sign.text);
        if (const auto number = numberIn(value.text)) {
            node.term.number = *number;
            node.term.hasNumber = true;
        }
        check(node.term, *info, sign, value);
        return node;
    }

    void check(const FilterTerm& term, const FieldInfo& info, const FilterWord& sign, const FilterWord& value) const
    {
        if (info.kind == FieldKind::Number && !term.hasNumber)
            fail(value, "\"" + value.text + "\" is not a number", "write, for example, " + example(info));
        const bool isOrdered = term.comparison != Comparison::Equal && term.comparison != Comparison::Unequal;
        if (isOrdered && (info.kind == FieldKind::Text || info.kind == FieldKind::Tag))
            fail(sign, "\"" + std::string(info.name) + "\" has no order", "use : or !=");
        if (isOrdered && info.kind == FieldKind::Class && !term.hasNumber)
            fail(value, "\"" + value.text + "\" is not a number", "use : with a name");
    }

    std::string_view m_text;
    std::vector<FilterWord> m_words;
    std::size_t m_at = 0;
    int m_depth = 0;
};

bool usesField(const FilterNode& node, Field field)
{
    return (node.kind == FilterNode::Kind::Term && node.term.field == field)
        || std::any_of(node.children.begin(), node.children.end(),
            [field](const FilterNode& child) { return usesField(child, field); });
}

std::string placed(std::string_view filter, std::size_t position, const std::string& problem)
{
    const auto characters = data::unicode::characterCount(data::unicode::repaired(filter.substr(0, position)));
    return "filter, character " + std::to_string(characters + 1) + ": " + problem;
}

} // namespace

std::span<const FieldInfo> fields()
{
    return allFields;
}

const FieldInfo& infoOf(Field field)
{
    return *std::find_if(
        std::begin(allFields), std::end(allFields), [field](const FieldInfo& info) { return info.field == field; });
}

std::vector<std::string_view> fieldNames()
{
    std::vector<std::string_view> names;
    for (const auto& info : allFields)
        names.push_back(info.name);
    return names;
}

FilterError::FilterError(std::string_view filter, std::size_t position, std::size_t size, const std::string& problem,
    const std::string& remedy)
    : InputError(placed(filter, position, problem), remedy)
    , m_position(position)
    , m_size(size)
{
}

FilterError::~FilterError() = default;

Filter Filter::parse(std::string_view text)
{
    Filter filter;
    filter.m_text = data::unicode::repaired(text);
    filter.m_root = Parser(filter.m_text).parse();
    return filter;
}

bool Filter::uses(Field field) const
{
    return usesField(m_root, field);
}

std::string filterValue(std::string_view value)
{
    const bool isPlain = !value.empty() && value[0] != '"'
        && value.find_first_of(" \t\r\n()\"") == std::string_view::npos;
    if (isPlain)
        return std::string(value);
    std::string text = "\"";
    for (const char c : value) {
        if (c == '"' || c == '\\')
            text += '\\';
        text += c;
    }
    return text + "\"";
}

} // namespace exitscope::examples
