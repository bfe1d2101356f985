#pragma once

#include "core/calm/generation_rule.h"
#include "core/cost/decoder_shape.h"
#include "core/engine/checkpoint/cost_shape.h"

namespace exitscope::engine {

/// What a rule's decisions cost. The oracle's are free: it bounds what a rule could save that knew without looking.
cost::TokenMeasure costMeasure(calm::TokenMeasure measure);

} // namespace exitscope::engine
