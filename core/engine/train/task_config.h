#pragma once

#include "core/engine/train/strict_json.h"
#include "core/engine/train/train_config.h"

namespace exitscope::engine {

/// The "task" of a configuration, of a training or a compression. Throws InputError naming the file and the key.
TaskConfig readTaskConfig(StrictObject json);

} // namespace exitscope::engine
