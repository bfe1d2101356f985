#include "core/metric/metric_tally.h"

#include <algorithm>
#include <limits>

namespace exitscope::metric {

MetricTally::MetricTally(std::vector<Metric> metrics, const trace::Trace& trace,
    std::span<const std::int32_t> classes, std::span<const std::int32_t> exits)
    : m_metrics(trace.hasLabels() ? std::move(metrics) : std::vector<Metric> {})
    , m_trace(trace)
    , m_classes(classes)
    , m_counts(trace.classes())
    , m_moments(trace.targets().empty() ? 0.0 : static_cast<double>(trace.targets().front()))
{
    if (m_metrics.empty())
        return;
    if (std::any_of(m_metrics.begin(), m_metrics.end(), needsRanks))
        m_current.resize(exits.size());
    if (std::ranges::find(m_metrics, Metric::SpanF1) != m_metrics.end() && hasSpans(trace)) {
        std::vector<std::int32_t> predicted;
        for (std::size_t u = 0; u < exits.size(); ++u)
            predicted.push_back(
                classes[u * static_cast<std::size_t>(trace.exits()) + static_cast<std::size_t>(exits[u])]);
        m_spans.emplace(trace, predicted);
    }
    m_isOfWords = hasGoldLogProbs(trace) && std::ranges::any_of(m_metrics, [](Metric metric) {
        return metric == Metric::Agreement || isLessBetter(metric);
    });
    for (std::size_t u = 0; u < exits.size(); ++u) {
        const auto unit = static_cast<std::int64_t>(u);
        if (m_isOfWords)
            countWord(unit, exits[u], 1);
        if (!trace.isRegression()) {
            m_counts.add(classes[u * static_cast<std::size_t>(trace.exits()) + static_cast<std::size_t>(exits[u])],
                trace.labels()[u]);
            continue;
        }
        const float value = trace.logits(unit, exits[u]).front();
        m_moments.add(value, trace.targets()[u]);
        if (!m_current.empty())
            m_current[u] = value;
    }
}

void MetricTally::change(std::int64_t unit, std::int32_t from, std::int32_t to)
{
    if (m_metrics.empty())
        return;
    const auto u = static_cast<std::size_t>(unit);
    if (!m_trace.isRegression()) {
        const auto* row = &m_classes[u * static_cast<std::size_t>(m_trace.exits())];
        m_counts.change(row[from], row[to], m_trace.labels()[u]);
        if (m_spans)
            m_spans->change(unit, row[to]);
        if (m_isOfWords) {
            countWord(unit, from, -1);
            countWord(unit, to, 1);
        }
        return;
    }
    const float now = m_trace.logits(unit, to).front();
    m_moments.change(m_trace.logits(unit, from).front(), now, m_trace.targets()[u]);
    if (!m_current.empty())
        m_current[u] = now;
}

/// Adds or takes what a labelled unit counts at an exit.
void MetricTally::countWord(std::int64_t unit, std::int32_t exit, int by)
{
    const auto u = static_cast<std::size_t>(unit);
    if (m_trace.labels()[u] < 0)
        return;
    const auto exits = static_cast<std::size_t>(m_trace.exits());
    const auto* row = &m_classes[u * exits];
    m_labelled += by;
    m_agreeing += row[exit] == row[exits - 1] ? by : 0;
    const float logProb = goldLogProb(m_trace, unit, exit);
    if (by > 0)
        m_likelihood.add(logProb);
    else
        m_likelihood.remove(logProb);
}

double MetricTally::valueOf(Metric metric) const
{
    switch (metric) {
    case Metric::Accuracy:
        return m_counts.accuracy();
    case Metric::F1:
        return m_counts.f1();
    case Metric::AccuracyAndF1:
        return (m_counts.accuracy() + m_counts.f1()) / 2;
    case Metric::Matthews:
        return m_counts.matthews();
    case Metric::Pearson:
        return m_moments.pearson();
    case Metric::Spearman:
        return spearman(m_current, m_trace.targets());
    case Metric::PearsonAndSpearman:
        return (m_moments.pearson() + spearman(m_current, m_trace.targets())) / 2;
    case Metric::SpanF1:
        if (m_spans)
            return m_spans->counts().f1();
        break;
    case Metric::Agreement:
        if (m_labelled > 0)
            return static_cast<double>(m_agreeing) / static_cast<double>(m_labelled);
        break;
    case Metric::Perplexity:
        return m_likelihood.perplexity();
    case Metric::BitsPerToken:
        return m_likelihood.bitsPerToken();
    }
    return std::numeric_limits<double>::quiet_NaN();
}

MetricValues MetricTally::values() const
{
    MetricValues values;
    for (const Metric metric : m_metrics)
        values.emplace_back(nameOf(metric), valueOf(metric));
    return values;
}

} // namespace exitscope::metric
