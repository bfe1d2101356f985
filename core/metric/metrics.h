#pragma once

#include "core/policy/policy.h"
#include "core/trace/trace.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace exitscope::metric {

/// Task metrics (methods.md §9). Units without a label count for none of them.
enum class Metric {
    Accuracy,
    F1,                 ///< of class 1; 0 when nothing is predicted or labelled 1
    AccuracyAndF1,      ///< their mean, by which ELUE ranks MRPC
    Matthews,           ///< R_K for more than two classes; 0 when a factor of the denominator is 0
    Pearson,            ///< NaN when either side is constant
    Spearman,           ///< Pearson of average ranks
    PearsonAndSpearman, ///< their mean, by which ELUE ranks STS-B
    SpanF1,             ///< of the spans that tags mark, exact, as conlleval counts (span_counts.h); NaN without such tags
};

/// As a key in files: "accuracy", "f1", "accuracy_and_f1", "mcc", "pearson", "spearman", "pearson_and_spearman",
/// "span_f1".
std::string_view nameOf(Metric metric);

/// The metrics of a task, in the order in which they are shown; the name is taken loosely ("SST-2", "glue/sst2").
/// Unknown tasks: accuracy, or Pearson and Spearman for regression (`classes` 1).
std::vector<Metric> taskMetrics(std::string_view task, std::int64_t classes);

/// The same for what a trace holds: SpanF1 and accuracy where its units are words and its classes tags that mark spans.
std::vector<Metric> taskMetrics(const trace::Trace& trace);

using MetricValues = std::vector<std::pair<std::string, double>>;

/// The metrics of an outcome over the whole trace; empty when the trace has no labels.
MetricValues evaluate(const std::vector<Metric>& metrics, const trace::Trace& trace, const policy::Outcome& outcome);

} // namespace exitscope::metric
