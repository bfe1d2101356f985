#include "core/examples/filter_completion.h"

#include "core/data/unicode_text.h"
#include "core/examples/filter.h"
#include "core/examples/filter_words.h"

#include <algorithm>

namespace exitscope::examples {

namespace {

constexpr std::size_t mostSuggestions = 50;

bool beginsWith(std::string_view word, std::string_view typed)
{
    return data::unicode::toLower(word).starts_with(data::unicode::toLower(typed));
}

bool isUseful(const FieldInfo& info, const UnitColumns& columns)
{
    const auto& trace = columns.trace();
    switch (info.field) {
    case Field::Text:
        return !trace.textOffset().empty();
    case Field::Tag:
        return !columns.tags().isEmpty();
    case Field::Length:
        return !trace.length().empty();
    case Field::Slack:
    case Field::Mends:
    case Field::Breaks:
        return columns.hasSlack();
    case Field::Error:
        return trace.isRegression();
    case Field::Correct:
    case Field::Wrong:
    case Field::Overthinks:
    case Field::FirstRight:
        return !trace.labels().empty();
    case Field::Confidence:
        return !trace.isRegression();
    case Field::Label:
    case Field::Prediction:
    case Field::FullPrediction:
    case Field::Number:
    case Field::Exit:
    case Field::Agree:
    case Field::Disagree:
    case Field::Labelled:
        return true;
    }
    return true;
}

void addFields(Completion& completion, std::string_view typed, const UnitColumns& columns)
{
    for (const auto& info : fields()) {
        if (!beginsWith(info.name, typed) || !isUseful(info, columns))
            continue;
        const bool takesWord = info.kind == FieldKind::Text || info.kind == FieldKind::Tag
            || (info.kind == FieldKind::Class && !columns.trace().isRegression());
        std::string word(info.name);
        word += info.kind == FieldKind::Flag ? "" : takesWord ? ":" : info.field == Field::Slack ? "<" : ">=";
        completion.suggestions.push_back({ std::move(word), info.field });
    }
}

void addValues(Completion& completion, std::string_view field, std::string_view typed, const UnitColumns& columns)
{
    const auto add = [&](const std::string& value) {
        if (beginsWith(value, typed) && completion.suggestions.size() < mostSuggestions)
            completion.suggestions.push_back({ filterValue(value), std::nullopt });
    };
    const auto name = data::unicode::toLower(field);
    const auto known = fields();
    const auto info = std::find_if(known.begin(), known.end(), [&](const FieldInfo& one) { return one.name == name; });
    if (info == known.end())
        return;
    if (info->kind == FieldKind::Class && !columns.trace().isRegression())
        for (std::int64_t label = 0; label < columns.trace().classes(); ++label)
            add(columns.className(label));
    if (info->kind == FieldKind::Tag)
        for (const auto& tag : columns.tags().names())
            add(tag);
}

} // namespace

Completion completion(std::string_view text, std::size_t cursor, const UnitColumns& columns)
{
    cursor = std::min(cursor, text.size());
    const auto words = filterWords(text.substr(0, cursor));
    Completion result { cursor, 0, {} };
    if (words.empty() || words.back().position + words.back().size < cursor) {
        addFields(result, {}, columns);
        return result;
    }
    const auto& last = words.back();
    if (last.kind == FilterWord::Kind::Operator) {
        if (words.size() > 1)
            addValues(result, words[words.size() - 2].text, {}, columns);
        return result;
    }
    if (last.kind != FilterWord::Kind::Word && (last.kind != FilterWord::Kind::Quoted || last.isClosed)) {
        if (last.kind != FilterWord::Kind::Close && last.kind != FilterWord::Kind::Quoted)
            addFields(result, {}, columns); // behind "-" and "("
        return result;
    }
    result.position = last.position;
    result.size = last.size;
    const bool isValue = words.size() > 2 && !last.isAfterSpace
        && words[words.size() - 2].kind == FilterWord::Kind::Operator;
    if (isValue)
        addValues(result, words[words.size() - 3].text, last.text, columns);
    else if (last.kind == FilterWord::Kind::Word)
        addFields(result, last.text, columns);
    return result;
}

} // namespace exitscope::examples
