#pragma once

#include "app/cli/calibrate_options.h"
#include "app/cli/console.h"

namespace exitscope::cli {

/// exitscope calibrate --generations. Gives the exit status.
int calibrateSequences(const CalibrateOptions& options, Console& console);

} // namespace exitscope::cli
