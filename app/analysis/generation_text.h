#pragma once

#include "core/calm/generation_rule.h"

#include <QString>

namespace exitscope::app {

/// A measure by which written tokens leave, in the window's language: its name in a list, and what it does in a sentence.
QString measureTitle(calm::TokenMeasure measure);
QString measureHelp(calm::TokenMeasure measure);
/// As it stands before its value: "margin"; empty for rules that measure nothing.
QString scoreName(calm::TokenMeasure measure);
/// "margin 0.8", "after layer 3", "full model": for headings and legends.
QString generationRuleText(const calm::GenerationRule& rule);

} // namespace exitscope::app
