#pragma once

#include "core/cost/encoder_shape.h"
#include "core/engine/checkpoint/encoder_map.h"

namespace exitscope::engine {

/// What costs depend on, of an opened checkpoint.
cost::EncoderShape costShape(const EncoderMap& map);

} // namespace exitscope::engine
