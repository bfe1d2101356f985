#pragma once

#include "core/engine/train/task_data.h"
#include "core/engine/train/trainable_encoder.h"

#include <string>
#include <vector>

namespace exitscope::engine {

struct ExitScores
{
    std::string metric;         ///< "accuracy", or "pearson" for regression
    std::vector<double> byExit; ///< ascending layers
    bool isComplete = true;     ///< false when the job was stopped
    double mean() const;
};

/// Full-depth pass over a set without dropout; the task metric of every exit.
ExitScores evaluateExits(const TrainableEncoder& encoder, const ExampleSet& set, const TaskLabels& labels, int workers,
    const JobContext& job);

} // namespace exitscope::engine
