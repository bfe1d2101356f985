#pragma once

#include "core/engine/engine.h"

namespace exitscope::engine {

/// Engine::execute: checkpoint + dataset + policies → exits, answers and wall time (performance.md, 6).
ExecuteReport executePolicies(const ExecuteRequest& request, const JobContext& job);

} // namespace exitscope::engine
