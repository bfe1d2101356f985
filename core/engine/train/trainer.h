#pragma once

#include "core/engine/engine.h"

namespace exitscope::engine {

/// Engine::train: configuration → checkpoint with exits (methods.md, section 7).
TrainReport trainModel(const TrainRequest& request, const JobContext& job);

} // namespace exitscope::engine
