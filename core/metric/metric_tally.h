#pragma once

#include "core/metric/class_counts.h"
#include "core/metric/gold_scores.h"
#include "core/metric/metrics.h"
#include "core/metric/span_counts.h"
#include "core/metric/value_moments.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace exitscope::metric {

/// The metrics of an outcome that changes unit by unit: a step costs the same whatever the trace's size (SpanF1: the
/// unit's sentence). Spearman has no such form: it is computed from the current predictions whenever values() is asked.
class MetricTally
{
public:
    /// `classes` [U, E]: the class of every exit, empty for regression; it and the trace outlive the tally. Every unit
    /// begins at `exits`[unit] (0-based).
    MetricTally(std::vector<Metric> metrics, const trace::Trace& trace, std::span<const std::int32_t> classes,
        std::span<const std::int32_t> exits);

    void change(std::int64_t unit, std::int32_t from, std::int32_t to);
    MetricValues values() const; ///< empty when the trace has no labels
    /// The value of metric `index` alone.
    double value(std::size_t index) const { return valueOf(m_metrics[index]); }
    const std::vector<Metric>& metrics() const { return m_metrics; }
    std::int64_t correct() const { return m_counts.correct(); }

private:
    double valueOf(Metric metric) const;
    void countWord(std::int64_t unit, std::int32_t exit, int by);

    std::vector<Metric> m_metrics;
    const trace::Trace& m_trace;
    std::span<const std::int32_t> m_classes;
    ClassCounts m_counts;
    ValueMoments m_moments;
    std::optional<SpanTally> m_spans; ///< for SpanF1 only
    bool m_isOfWords = false; ///< agreement and likelihoods are wanted
    std::int64_t m_labelled = 0, m_agreeing = 0;
    LikelihoodSum m_likelihood;
    std::vector<float> m_current; ///< [U] predicted values, for Spearman only
};

/// True when `metric` needs a sort for every value.
constexpr bool needsRanks(Metric metric)
{
    return metric == Metric::Spearman || metric == Metric::PearsonAndSpearman;
}

} // namespace exitscope::metric
