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
    Agreement,          ///< share of labelled units that leave with the last exit's class
    Perplexity,         ///< of a language model: e^(mean of −ln p of the label at the exit taken); less is better
    BitsPerToken,       ///< mean of −log2 p of the label there; less is better
    SpanF1,             ///< of the spans that tags mark, exact, as conlleval counts (span_counts.h); NaN without such tags
};

/// As a key in files: "accuracy", "f1", "accuracy_and_f1", "mcc", "pearson", "spearman", "pearson_and_spearman",
/// "span_f1", "agreement", "perplexity", "bits_per_token".
std::string_view nameOf(Metric metric);

/// Whether a smaller value is the better one.
constexpr bool isLessBetter(Metric metric) { return metric == Metric::Perplexity || metric == Metric::BitsPerToken; }
bool isLessBetter(std::string_view name);

/// A value as something of which more is better: what frontiers are made of.
constexpr double qualityOf(Metric metric, double value) { return isLessBetter(metric) ? -value : value; }
inline double qualityOf(std::string_view name, double value) { return isLessBetter(name) ? -value : value; }

/// The metrics of a task, in the order in which they are shown; the name is taken loosely ("SST-2", "glue/sst2").
/// Unknown tasks: accuracy, or Pearson and Spearman for regression (`classes` 1).
std::vector<Metric> taskMetrics(std::string_view task, std::int64_t classes);

/// Whether a task's name says that the next word is predicted ("language-model", "lm").
bool isLanguageModelTask(std::string_view task);

/// The same for what a trace holds: SpanF1 and accuracy where its units are words and its classes tags that mark spans; of a
/// language model (hasGoldLogProbs()) accuracy of the next word, agreement, perplexity and bits per token.
std::vector<Metric> taskMetrics(const trace::Trace& trace);

using MetricValues = std::vector<std::pair<std::string, double>>;

/// The metrics of an outcome over the whole trace; empty when the trace has no labels.
MetricValues evaluate(const std::vector<Metric>& metrics, const trace::Trace& trace, const policy::Outcome& outcome);

} // namespace exitscope::metric
