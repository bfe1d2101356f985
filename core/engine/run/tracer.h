#pragma once

#include "core/engine/engine.h"

namespace exitscope::engine {

/// Engine::trace: checkpoint + dataset → trace file, packed tokens over single-threaded streams
/// (performance.md).
TraceReport traceDataset(const TraceRequest& request, const JobContext& job);

} // namespace exitscope::engine
