#pragma once

#include "core/engine/train/task_data.h"
#include "core/engine/train/trainable_encoder.h"
#include "core/metric/metrics.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace exitscope::engine {

/// How models are judged on dev and test.
struct Evaluation
{
    TaskLabels labels;
    metric::Metric metric = metric::Metric::Accuracy;
    ExitModuleConfig module; ///< used where the model has one
    int workers = 1;
};

/// The first metric of the task (metric::taskMetrics), or the one by which ELUE ranks it where two count alike
/// (MRPC, QQP); of tags that mark spans their F1.
metric::Metric selectionMetric(std::string_view task, const TaskLabels& labels);

/// An exit module over the exits that it judges.
struct ModuleScore
{
    double loss = 0;    ///< as in training, the whole set as one batch
    double ranking = 0; ///< area under the ROC curve, over the exits below the last; NaN where one class is missing
};

struct ExitScores
{
    std::string metric;         ///< metric::nameOf
    std::vector<double> byExit; ///< ascending layers; a metric that is not defined (a constant exit) counts 0
    std::optional<ModuleScore> module;
    bool isComplete = true; ///< false when the job was stopped
    double mean() const;
};

/// Full-depth pass over a set without dropout; the task metric of every exit.
ExitScores evaluateExits(
    const TrainableEncoder& encoder, const ExampleSet& set, const Evaluation& evaluation, const JobContext& job);

} // namespace exitscope::engine
