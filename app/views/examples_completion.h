#pragma once

#include "core/examples/unit_columns.h"
#include "widgets/panel/completing_line.h"

namespace exitscope::app {

/// The filter's completion with words for people; positions in characters of `text`.
widgets::LineCompletion filterCompletion(const QString& text, int cursor, const examples::UnitColumns& columns);

} // namespace exitscope::app
