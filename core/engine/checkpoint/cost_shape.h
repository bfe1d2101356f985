#pragma once

#include "core/cost/decoder_shape.h"
#include "core/cost/encoder_shape.h"
#include "core/engine/checkpoint/encoder_map.h"
#include "core/engine/model/decoder_config.h"

namespace exitscope::engine {

/// What costs depend on, of an opened checkpoint.
cost::EncoderShape costShape(const EncoderMap& map);
cost::DecoderShape decoderShape(const DecoderConfig& config);

} // namespace exitscope::engine
