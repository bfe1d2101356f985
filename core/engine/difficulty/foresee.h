#pragma once

#include "core/difficulty/predictor.h"

namespace exitscope::engine {

/// Trains a predictor of difficulty, of each seed, and asks it about both parts. Nothing when the job was stopped. Throws
/// InputError: a predictor that needs a model and has none, a model that cannot take the texts, text that is missing.
std::optional<difficulty::TrainedPredictor> foreseeDifficulty(const difficulty::PredictorTask& task, const JobContext& job);

} // namespace exitscope::engine
