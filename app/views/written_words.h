#pragma once

#include "app/session/text_writer.h"
#include "core/calm/generation_rule.h"

#include <QString>

namespace exitscope::app {

/// Layers, speed and operations of what was written, against the full model where it wrote too.
QString costSentence(const WrittenTexts& texts);
/// How far the texts are the full model's; only where it wrote too.
QString differenceSentence(const WrittenTexts& texts);
/// What the head at every tried layer costs, where that is more than the layers that were left out (methods.md §8.4); else empty.
QString headSentence(const WrittenTexts& texts, const calm::GenerationRule& rule);

int tokenCount(std::int64_t tokens); ///< for plurals

} // namespace exitscope::app
