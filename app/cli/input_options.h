#pragma once

#include "core/engine/engine.h"

namespace CLI {
class App;
}

namespace exitscope::cli {

/// --model, --data and how to read them, --threads and --dtype: what every command that runs a model over a dataset
/// takes. `request` must live as long as the command line.
void addInputOptions(CLI::App& command, engine::TraceRequest& request);

} // namespace exitscope::cli
