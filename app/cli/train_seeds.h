#pragma once

#include "app/cli/console.h"
#include "app/cli/stored_training.h"
#include "core/engine/engine.h"

#include <cstdint>
#include <vector>

namespace exitscope::cli {

/// exitscope train --seeds: one training after the other, each in its own folder, and what they come to. Returns the exit status.
int trainSeeds(const engine::TrainRequest& request, const std::vector<std::uint64_t>& seeds, const StoredTrainingOptions& keeping,
    Console& console);

/// One report, with the number of the training where it is kept.
nlohmann::ordered_json toJson(const KeptReport<engine::TrainReport>& kept);

/// Runs one training, kept where that was asked for.
KeptReport<engine::TrainReport> trainKept(
    engine::TrainRequest request, const StoredTrainingOptions& keeping, const JobContext& job);

} // namespace exitscope::cli
