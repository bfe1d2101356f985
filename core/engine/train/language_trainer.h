#pragma once

#include "core/engine/engine.h"
#include "core/engine/train/language_config.h"

namespace exitscope::engine {

/// Trains a language model as the configuration of `request`, read, says; see Engine::train().
TrainReport trainLanguage(const LanguageConfig& config, const TrainRequest& request, const JobContext& job);

} // namespace exitscope::engine
