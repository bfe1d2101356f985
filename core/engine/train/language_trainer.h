#pragma once

#include "core/engine/engine.h"
#include "core/engine/train/language_config.h"

namespace exitscope::engine {

/// Trains a language model as a configuration says; see Engine::train().
TrainReport trainLanguage(const LanguageConfig& config, bool resume, const JobContext& job);

} // namespace exitscope::engine
