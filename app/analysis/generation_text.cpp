#include "app/analysis/generation_text.h"

#include "app/session/figure_words.h"

#include <QCoreApplication>

namespace exitscope::app {

namespace {

struct RuleWords
{
    Q_DECLARE_TR_FUNCTIONS(RuleWords)
};

QString number(double value)
{
    return wordsLocale().toString(value, 'g', 6);
}

} // namespace

using calm::TokenMeasure;

QString measureTitle(TokenMeasure measure)
{
    switch (measure) {
    case TokenMeasure::Full:
        return RuleWords::tr("Full model");
    case TokenMeasure::Fixed:
        return RuleWords::tr("Fixed layer");
    case TokenMeasure::Margin:
        return RuleWords::tr("Margin (softmax response)");
    case TokenMeasure::Confidence:
        return RuleWords::tr("Confidence");
    case TokenMeasure::Entropy:
        return RuleWords::tr("Entropy");
    case TokenMeasure::Saturation:
        return RuleWords::tr("Saturation of the state");
    case TokenMeasure::Learned:
        return RuleWords::tr("Exit classifier");
    case TokenMeasure::Oracle:
        return RuleWords::tr("Oracle");
    }
    return {};
}

QString measureHelp(TokenMeasure measure)
{
    switch (measure) {
    case TokenMeasure::Full:
        return RuleWords::tr("Every token goes through all layers.");
    case TokenMeasure::Fixed:
        return RuleWords::tr("Every token leaves after the same layer.");
    case TokenMeasure::Margin:
        return RuleWords::tr("A token leaves when its two largest probabilities differ by at least the threshold.");
    case TokenMeasure::Confidence:
        return RuleWords::tr("A token leaves when its largest probability is above the threshold.");
    case TokenMeasure::Entropy:
        return RuleWords::tr("A token leaves when the entropy of its probabilities is below the threshold.");
    case TokenMeasure::Saturation:
        return RuleWords::tr("A token leaves when a layer hardly turns its state: the cosine to the layer below reaches the threshold.");
    case TokenMeasure::Learned:
        return RuleWords::tr("A token leaves when the model's exit classifier gives at least the threshold.");
    case TokenMeasure::Oracle:
        return RuleWords::tr("A token leaves as soon as a layer says what the last one will. It saves nothing, and bounds what can be saved.");
    }
    return {};
}

QString scoreName(TokenMeasure measure)
{
    switch (measure) {
    case TokenMeasure::Full:
    case TokenMeasure::Fixed:
    case TokenMeasure::Oracle:
        return {};
    case TokenMeasure::Margin:
        return RuleWords::tr("margin");
    case TokenMeasure::Confidence:
        return RuleWords::tr("confidence");
    case TokenMeasure::Entropy:
        return RuleWords::tr("entropy");
    case TokenMeasure::Saturation:
        return RuleWords::tr("saturation");
    case TokenMeasure::Learned:
        return RuleWords::tr("exit classifier");
    }
    return {};
}

QString generationRuleText(const calm::GenerationRule& rule)
{
    if (rule.measure == TokenMeasure::Full)
        return RuleWords::tr("full model");
    if (rule.measure == TokenMeasure::Fixed)
        return RuleWords::tr("after layer %1").arg(number(static_cast<double>(rule.layer)));
    if (rule.measure == TokenMeasure::Oracle)
        return RuleWords::tr("oracle");
    return RuleWords::tr("%1 %2", "a measure, its threshold")
        .arg(scoreName(rule.measure), number(static_cast<double>(rule.threshold)));
}

} // namespace exitscope::app
