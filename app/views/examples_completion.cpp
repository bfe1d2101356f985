#include "app/views/examples_completion.h"

#include "core/examples/filter.h"
#include "core/examples/filter_completion.h"

#include <QCoreApplication>

namespace exitscope::app {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("ExamplesFilter", text);
}

QString helpOf(examples::Field field)
{
    using examples::Field;
    switch (field) {
    case Field::Text:
        return tr(QT_TRANSLATE_NOOP("ExamplesFilter", "the text contains"));
    case Field::Label:
        return tr(QT_TRANSLATE_NOOP("ExamplesFilter", "the gold label, or its value"));
    case Field::Prediction:
        return tr(QT_TRANSLATE_NOOP("ExamplesFilter", "what the exit says"));
    case Field::FullPrediction:
        return tr(QT_TRANSLATE_NOOP("ExamplesFilter", "what the full model says"));
    case Field::Tag:
        return tr(QT_TRANSLATE_NOOP("ExamplesFilter", "a tag or a slice"));
    case Field::Number:
        return tr(QT_TRANSLATE_NOOP("ExamplesFilter", "the place in the dataset, from 1"));
    case Field::Exit:
        return tr(QT_TRANSLATE_NOOP("ExamplesFilter", "the layer where it exits"));
    case Field::Confidence:
        return tr(QT_TRANSLATE_NOOP("ExamplesFilter", "the largest probability at the exit"));
    case Field::Slack:
        return tr(QT_TRANSLATE_NOOP("ExamplesFilter", "how far the threshold must move before it exits elsewhere"));
    case Field::Length:
        return tr(QT_TRANSLATE_NOOP("ExamplesFilter", "length in tokens"));
    case Field::FirstRight:
        return tr(QT_TRANSLATE_NOOP("ExamplesFilter", "the first layer whose exit is right"));
    case Field::Error:
        return tr(QT_TRANSLATE_NOOP("ExamplesFilter", "distance from the target"));
    case Field::Correct:
        return tr(QT_TRANSLATE_NOOP("ExamplesFilter", "right where it exits"));
    case Field::Wrong:
        return tr(QT_TRANSLATE_NOOP("ExamplesFilter", "wrong where it exits"));
    case Field::Agree:
        return tr(QT_TRANSLATE_NOOP("ExamplesFilter", "the same answer as the full model"));
    case Field::Disagree:
        return tr(QT_TRANSLATE_NOOP("ExamplesFilter", "another answer than the full model"));
    case Field::Overthinks:
        return tr(QT_TRANSLATE_NOOP("ExamplesFilter", "right at some exit, wrong at the last"));
    case Field::Mends:
        return tr(QT_TRANSLATE_NOOP("ExamplesFilter", "exiting elsewhere would make it right"));
    case Field::Breaks:
        return tr(QT_TRANSLATE_NOOP("ExamplesFilter", "exiting elsewhere would make it wrong"));
    case Field::Labelled:
        return tr(QT_TRANSLATE_NOOP("ExamplesFilter", "has a gold label"));
    }
    return {};
}

} // namespace

widgets::LineCompletion filterCompletion(const QString& text, int cursor, const examples::UnitColumns& columns)
{
    const auto bytes = text.toStdString();
    const auto completion
        = examples::completion(bytes, static_cast<std::size_t>(text.left(cursor).toUtf8().size()), columns);
    const auto characters = [&bytes](std::size_t first, std::size_t size) {
        return static_cast<int>(QString::fromStdString(bytes.substr(first, size)).size());
    };
    widgets::LineCompletion result;
    result.position = characters(0, completion.position);
    result.size = characters(completion.position, completion.size);
    for (const auto& suggestion : completion.suggestions)
        result.words.push_back({ QString::fromStdString(suggestion.word),
            suggestion.field ? helpOf(*suggestion.field) : QString() });
    return result;
}

} // namespace exitscope::app
