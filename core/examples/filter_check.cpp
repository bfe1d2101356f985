#include "core/data/unicode_text.h"
#include "core/examples/filter_match.h"
#include "core/nearest_name.h"

#include <algorithm>
#include <cmath>

namespace exitscope::examples {

namespace {

[[noreturn]] void failTerm(
    const Filter& filter, const FilterTerm& term, const std::string& problem, const std::string& remedy)
{
    throw FilterError(filter.text(), term.position, term.size, problem, remedy);
}

/// As nameRemedy(), whatever the case; at most 40 names are listed.
std::string remedyFor(const std::string& given, const std::vector<std::string>& names)
{
    constexpr std::size_t most = 40;
    std::vector<std::string> lowered;
    for (const auto& name : names)
        lowered.push_back(data::unicode::toLower(name));
    const std::vector<std::string_view> views(lowered.begin(), lowered.end());
    const auto nearest = nearestName(data::unicode::toLower(given), views);
    std::string text;
    if (!nearest.empty()) {
        const auto at = std::find(views.begin(), views.end(), nearest) - views.begin();
        text = "did you mean " + names[static_cast<std::size_t>(at)] + "? ";
    }
    text += text.empty() ? "there are " : "There are ";
    for (std::size_t i = 0; i < std::min(names.size(), most); ++i)
        text += (i > 0 ? ", " : "") + names[i];
    return text + (names.size() > most ? ", …" : "");
}

void checkClass(const Filter& filter, const FilterTerm& term, const UnitColumns& columns)
{
    if (columns.trace().isRegression()) {
        if (!term.hasNumber)
            failTerm(filter, term, "\"" + term.value + "\" is not a number",
                "this task has values, not classes: write label>=3, for example");
        return;
    }
    if (classOf(term, columns))
        return;
    constexpr std::int64_t mostNames = 2000;
    if (columns.trace().classes() > mostNames)
        failTerm(filter, term, "\"" + term.value + "\" is no word of the vocabulary",
            "write a token as the table shows it, or its number from 0 to " + std::to_string(columns.trace().classes() - 1));
    std::vector<std::string> names;
    for (std::int64_t label = 0; label < columns.trace().classes(); ++label)
        names.push_back(columns.className(label));
    failTerm(filter, term, "\"" + term.value + "\" is no class of this task", remedyFor(term.value, names));
}

void checkTag(const Filter& filter, const FilterTerm& term, const UnitColumns& columns)
{
    const auto wanted = data::unicode::toLower(term.value);
    const auto names = columns.tags().names();
    const bool isKnown = wanted.empty() || std::any_of(names.begin(), names.end(), [&](const std::string& name) {
        return data::unicode::toLower(name) == wanted;
    });
    if (isKnown)
        return;
    failTerm(filter, term, "there is no tag \"" + term.value + "\" here",
        names.empty() ? "these examples have no tags yet" : remedyFor(term.value, names));
}

void checkTerm(const Filter& filter, const FilterTerm& term, const UnitColumns& columns)
{
    const auto& trace = columns.trace();
    switch (term.field) {
    case Field::Text:
        if (trace.textOffset().empty())
            failTerm(filter, term, "this trace holds no text", "filter by label, exit or another column");
        return;
    case Field::Label:
    case Field::Prediction:
    case Field::FullPrediction:
        return checkClass(filter, term, columns);
    case Field::Tag:
        return checkTag(filter, term, columns);
    case Field::Slack:
    case Field::Mends:
    case Field::Breaks:
        if (!columns.hasSlack())
            failTerm(filter, term, "there is no slack under this policy", "use a rule with one threshold for all exits");
        return;
    case Field::Length:
        if (trace.length().empty())
            failTerm(filter, term, "this trace does not say how long its examples are", "filter by another column");
        return;
    case Field::Error:
        if (!trace.isRegression())
            failTerm(filter, term, "this task has classes, which have no distance", "use wrong or correct");
        return;
    case Field::Number:
    case Field::Exit:
    case Field::Confidence:
    case Field::FirstRight:
    case Field::Correct:
    case Field::Wrong:
    case Field::Agree:
    case Field::Disagree:
    case Field::Overthinks:
    case Field::Labelled:
        return;
    }
}

void checkNode(const Filter& filter, const FilterNode& node, const UnitColumns& columns)
{
    if (node.kind == FilterNode::Kind::Term)
        checkTerm(filter, node.term, columns);
    for (const auto& child : node.children)
        checkNode(filter, child, columns);
}

} // namespace

std::optional<std::int64_t> classOf(const FilterTerm& term, const UnitColumns& columns)
{
    const auto wanted = data::unicode::toLower(term.value);
    for (std::int64_t label = 0; label < columns.trace().classes(); ++label)
        if (data::unicode::toLower(columns.className(label)) == wanted)
            return label;
    if (term.hasNumber && term.number >= 0 && term.number < static_cast<double>(columns.trace().classes())
        && term.number == std::floor(term.number))
        return static_cast<std::int64_t>(term.number);
    return std::nullopt;
}

void requireUsable(const Filter& filter, const UnitColumns& columns)
{
    checkNode(filter, filter.root(), columns);
}

} // namespace exitscope::examples
