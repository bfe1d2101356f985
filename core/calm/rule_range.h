#pragma once

#include "core/calm/generation_rule.h"

#include <string_view>
#include <vector>

namespace exitscope::calm {

/// Rules of a sweep, written like the ranges of a trace's policies: any value may be a list `0.9|0.8`, a number also
/// `first:last:count`, which may fall ("margin:threshold=1:0:21,decay=4"). In order; the first of several varying keys by the
/// alphabet is the slowest. Throws InputError as parseGenerationRule() for every one, and for too many.
std::vector<GenerationRule> parseGenerationRules(std::string_view text);

} // namespace exitscope::calm
