#pragma once

#include "core/engine/engine.h"

#include <QString>

namespace exitscope::app {

/// Keeps of a trace with what it was made, so that its model can be run on its data again. Traces themselves hold names and
/// hashes, no places of this machine.
void rememberTracing(const engine::TraceRequest& request);

/// What was remembered of the trace at `path`; else the model and the dataset used last that have the names in it. Fields that
/// nothing is known of are empty.
engine::TraceRequest tracingOf(const QString& path, const trace::Trace& trace);

} // namespace exitscope::app
