#pragma once

#include "core/store/training_records.h"

#include <nlohmann/json_fwd.hpp>

#include <span>
#include <string>

namespace exitscope::cli {

/// One element of `trainings list --json`.
nlohmann::ordered_json trainingJson(const store::TrainingSummary& training);
/// `trainings show --json`: also the configuration, what a slimmed model keeps, and the learning curve.
nlohmann::ordered_json trainingJson(const store::StoredTraining& training);

std::string trainingsTable(std::span<const store::TrainingSummary> trainings);
std::string trainingText(const store::StoredTraining& training);

} // namespace exitscope::cli
